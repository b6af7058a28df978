using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Architecture;

/// <summary>Small files, and nothing in them that belongs elsewhere.</summary>
internal sealed class FileRules
{
    private const int MostLines = 300;

    [Test]
    public void No_file_is_longer_than_one_can_read() => Assert.That(TooLong(Code()), Is.Empty);

    [Test]
    public void The_rule_sees_a_long_file()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "long-file-twin.txt");
        File.WriteAllLines(file, Enumerable.Repeat("x", MostLines + 1));
        Assert.That(TooLong([file]), Is.EqualTo(new[] { file }));
    }

    [Test]
    public void Chinese_stands_in_templates_not_in_the_core_or_the_slices() => Assert.That(
        Code().Where(f => f.Contains("/src/CollabBot.Core/", StringComparison.Ordinal) || f.Contains("/src/CollabBot.Features/", StringComparison.Ordinal))
            .Where(f => SaysChinese(File.ReadAllLines(f))), Is.Empty);

    [Test]
    public void The_rule_sees_a_chinese_sentence()
    {
        Assert.That(SaysChinese(["Reply(\"没有这条卡点,看看列表\");"]), Is.True);
        Assert.That(SaysChinese(["/// <summary><c>卡点</c> opens one</summary>", "x(); // 周五前"]), Is.False);
    }

    private static IEnumerable<string> Code() => new[] { "src", "tests" }
        .SelectMany(d => System.IO.Directory.EnumerateFiles(Path.Combine(Source.Root, d), "*.cs", SearchOption.AllDirectories))
        .Select(f => f.Replace('\\', '/'));

    private static IEnumerable<string> TooLong(IEnumerable<string> files) => files.Where(f => File.ReadLines(f).Count() > MostLines);

    // Words the parser must know (今天, 周五前) are single tokens; a run of eight characters is a sentence somebody reads
    private static bool SaysChinese(IEnumerable<string> lines) => lines
        .Select(l => l.Contains("//", StringComparison.Ordinal) ? l[..l.IndexOf("//", StringComparison.Ordinal)] : l)
        .Any(l => System.Text.RegularExpressions.Regex.IsMatch(l, "[\\u4e00-\\u9fff,。]{8,}"));
}
