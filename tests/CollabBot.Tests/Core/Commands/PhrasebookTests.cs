using System.Reflection;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;
using Microsoft.Extensions.Logging;

namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class PhrasebookTests
{
    [TestCase("zh-CN", "记下了:卡")]
    [TestCase("en", "Noted: 卡")]
    [TestCase("en-GB", "Noted: 卡")]
    [TestCase("zh-TW", "记下了:卡")]
    [TestCase("fr", "记下了:卡")]
    [TestCase("", "记下了:卡")]
    public void A_phrase_is_said_in_the_nearest_language(string locale, string said) =>
        Assert.That(Trial.Book.Say(new Phrase("trial.opened", ("text", "卡")), locale), Is.EqualTo(said));

    [Test]
    public void Values_are_worded_for_the_reader()
    {
        var day = new DateOnly(2026, 11, 27);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Said("zh-CN", day), Is.EqualTo("记下了:11-27(周五)"));
            Assert.That(Said("en", new Due(day)), Is.EqualTo("Noted: 11-27 (Fri)"));
            Assert.That(Said("en", Signing.Anonymous), Is.EqualTo("Noted: anonymous"));
            Assert.That(Said("zh-CN", Signing.Anonymous), Is.EqualTo("记下了:匿名"));
            Assert.That(Said("zh-CN", 41.80m), Is.EqualTo("记下了:41.8"));
            Assert.That(Said("zh-CN", Trial.Roster.Person("p-lina")), Is.EqualTo("记下了:李娜"));
            Assert.That(Said("zh-CN", Trial.Roster.Department("d-dev")), Is.EqualTo("记下了:研发部"));
            Assert.That(Said("en", new RecordRef("B-1")), Is.EqualTo("Noted: #B-1"));
            Assert.That(Said("zh-CN", new[] { "甲", "乙" }), Is.EqualTo("记下了:甲、乙"));
            Assert.That(Said("zh-CN", null), Is.EqualTo("记下了:"));
        }
    }

    [Test]
    public void A_value_is_never_read_as_a_placeholder() => Assert.That(Said("zh-CN", "{text} {{ x }}"), Is.EqualTo("记下了:{text} {{ x }}"));

    [Test]
    public void An_unknown_key_is_said_as_it_is() => Assert.That(Trial.Book.Say(new Phrase("no.such"), "zh-CN"), Is.EqualTo("no.such"));

    [Test]
    public void The_words_of_core_are_complete() => Assert.That(() => Phrasebook.Load(new TemplateFiles(Trial.CoreFiles)).Verify(), Throws.Nothing);

    [Test]
    public void Gaps_between_the_languages_are_all_named()
    {
        var book = Load(null, Trial.File("zh-CN", """{ "phrases": { "a": "{x} 甲", "b": "乙" } }"""), Trial.File("en", """{ "phrases": { "a": "{y}" }, "words": { "Level.P0": ["P0"] } }"""));
        Assert.That(Assert.Throws<BadTextException>(book.Verify)!.Problems, Is.EquivalentTo(new[]
        {
            "Phrase 'b' is worded in zh-CN but not in en", "Word 'Level.P0' stands in en but not in zh-CN",
            "Phrase 'a' uses {x} in zh-CN but not in en", "Phrase 'a' uses {y} in en but not in zh-CN",
        }));
    }

    [Test]
    public void A_key_of_two_slices_is_named()
    {
        var twin = new TemplateFile("Other", "text", "en", ".json", """{ "phrases": { "trial.opened": "x" } }""", false);
        var book = Load(null, Trial.File("zh-CN", TrialWords.Chinese), Trial.File("en", TrialWords.English), twin);
        Assert.That(book.Verify, Throws.TypeOf<BadTextException>().With.Message.Contains("'trial.opened' already stands in another slice"));
    }

    [TestCase("{ not json")]
    [TestCase("""{ "phrasen": {} }""")]
    [TestCase("""{ "phrases": { "trial.opened": 7 } }""")]
    [TestCase("null")]
    [TestCase("")]
    public void A_broken_override_falls_back_and_warns_by_name(string json)
    {
        var log = new Warnings();
        var book = Load(log, Trial.File("zh-CN", TrialWords.Chinese), Trial.File("zh-CN", json, overridden: true));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(book.Say(new Phrase("trial.opened", ("text", "卡")), "zh-CN"), Is.EqualTo("记下了:卡"));
            Assert.That(log.Lines, Is.EqualTo(new[] { "Override Trial/text.zh-CN.json could not be read, so the built-in words stay in force" }));
        }
    }

    [Test]
    public void A_broken_lexicon_pattern_falls_back_and_warns_by_name()
    {
        var log = new Warnings();
        var broken = new TemplateFile("Core", "lexicon", "zh-CN", ".json", """{ "days": [ { "rule": "fixed", "pattern": "(" } ] }""", true);
        var book = Load(log, [.. Trial.CoreFiles, broken]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(book.Lexicon.Days, Has.Count.EqualTo(Trial.Book.Lexicon.Days.Count));
            Assert.That(log.Lines.Single(), Does.Contain("Core/lexicon.zh-CN.json"));
        }
    }

    [Test]
    public void A_good_override_replaces_only_what_it_says()
    {
        var book = Load(null, Trial.File("zh-CN", TrialWords.Chinese), Trial.File("zh-CN", """{ "phrases": { "trial.opened": "好的" } }""", overridden: true));
        Assert.That((book.Say(new Phrase("trial.opened"), "zh-CN"), book.Word(Signing.Signed, "zh-CN")), Is.EqualTo(("好的", "署名")));
    }

    [Test]
    public void A_broken_built_in_file_stops_the_start() =>
        Assert.That(() => Load(null, Trial.File("zh-CN", "{")), Throws.TypeOf<BadTextException>().With.Message.StartsWith("templates/Trial/text.zh-CN.json cannot be read"));

    [Test]
    public void All_words_of_all_slices_are_complete_and_all_commands_are_worded()
    {
        var features = Assembly.Load("CollabBot.Features");
        var book = Phrasebook.Load(new TemplateFiles([features], null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(book.Verify, Throws.Nothing);
            Assert.That(() => CommandCatalog.Scan([features], book), Throws.Nothing);
        }
    }

    private static string Said(string locale, object? value) => Trial.Book.Say(new Phrase("trial.opened", ("text", value)), locale);

    private static Phrasebook Load(ILogger<Phrasebook>? log, params TemplateFile[] files) => Phrasebook.Load(new TemplateFiles(files), log);

    private sealed class Warnings : ILogger<Phrasebook>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                Lines.Add(formatter(state, exception));
        }
    }
}
