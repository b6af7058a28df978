namespace CollabBot.Tests.Harness;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("collabbot-test-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
