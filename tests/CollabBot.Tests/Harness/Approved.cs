namespace CollabBot.Tests.Harness;

/// <summary>Compares a text with an approved file of the repository; <c>COLLABBOT_APPROVE=1</c> writes the file instead, for review.</summary>
internal static class Approved
{
    public static void Match(string actual, string path)
    {
        if (Environment.GetEnvironmentVariable("COLLABBOT_APPROVE") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.That(actual, Is.EqualTo(expected), $"differs from {Path.GetFileName(path)}; if it is right, run again with COLLABBOT_APPROVE=1 and review the file");
    }
}
