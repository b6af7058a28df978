using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CollabBot.Tests.Harness;

/// <summary>Compares JSON with the file <c>Golden/&lt;name&gt;.json</c> beside the test; COLLABBOT_APPROVE=1 rewrites the file for review.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Match(string json, string name, [CallerFilePath] string test = "")
    {
        var actual = JsonSerializer.Serialize(JsonElement.Parse(json), Readable).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Source.FolderOf(test), "Golden", name + ".json");
        if (Environment.GetEnvironmentVariable("COLLABBOT_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.That(actual, Is.EqualTo(expected), $"Golden/{name}.json differs; if the new JSON is right, run again with COLLABBOT_APPROVE=1 and review the file");
    }
}
