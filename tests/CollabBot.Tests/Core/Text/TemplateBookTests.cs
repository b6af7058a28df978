using System.Text.Json;
using CollabBot.Core.Docs;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Tests.Core.Docs;
using CsCheck;
using Microsoft.Extensions.Logging;

namespace CollabBot.Tests.Core.Text;

public sealed class TemplateBookTests
{
    [TestCase("{{ title }}", "卡")]
    [TestCase("{{ word state }}", "审阅中")]
    [TestCase("{{ state }}", "审阅中")]
    [TestCase("{{ if state == 'inReview' }}y{{ else }}n{{ end }}", "y")]
    [TestCase("{{ if state != 'open' }}y{{ else }}n{{ end }}", "y")]
    [TestCase("{{ if lines[0].state == lines[1].state }}y{{ else }}n{{ end }}", "n")]
    [TestCase("{{ day due }}", "11-27(周五)")]
    [TestCase("{{ due }}", "11-27(周五)")]
    [TestCase("{{ day opened_at }}", "11-27(周五)")]
    [TestCase("{{ time opened_at }}", "11-27 10:41")]
    [TestCase("{{ money amount }}", "200万")]
    [TestCase("{{ money 3000 }}", "3,000元")]
    [TestCase("{{ money 150000000 }}", "1.5亿")]
    [TestCase("{{ number 1234.50 }}", "1,234.5")]
    [TestCase("{{ amount }}", "2,000,000")]
    [TestCase("{{ name owner_id }}", "张伟")]
    [TestCase("{{ name 'd1' }}", "产品部")]
    [TestCase("{{ name 'gone' }}", "gone")]
    [TestCase("{{ name nothing }}{{ at nothing }}{{ day nothing }}{{ money nothing }}{{ word nothing }}.", ".")]
    [TestCase("{{ if nothing }}y{{ else }}n{{ end }}", "n")]
    [TestCase("{{ for l in lines }}{{ l.title }}{{ if !for.last }}、{{ end }}{{ end }}", "甲、乙")]
    [TestCase("{{ lines.size }}", "2")]
    [TestCase("{{ counts['销售部'] }}", "3")]
    [TestCase("{{ why }}", "因为王总说了算")]
    [TestCase("{{ t 'sample.why' 'who' owner_id }}", "因为zhang说了算")]
    [TestCase("{{ is_urgent }}", "是")]
    [TestCase("{{ title | string.upcase }}{{ x = 3 }}{{ x }}", "卡3")]
    public void A_template_sees_the_view_and_the_functions(string template, string expected) => Assert.That(Text(template), Is.EqualTo(expected));

    [Test]
    public void Mentions_and_pages_are_made_by_functions() =>
        Assert.That(Json(Sample.Book("{{ at owner_id }} {{ wiki '05 卡点库/B-1' }}").Page(new SampleCard("卡"), "zh-CN", Sample.Roster)), Is.EqualTo(Json(new Doc(
        [
            new Block.Paragraph([new Inline.At("zhang", "张伟"), new Inline.Words(" "), new Inline.Link([new Inline.Words("B-1")], "page:05 卡点库/B-1")]),
        ]))));

    [Test]
    public void A_card_has_tone_title_and_body_and_a_page_keeps_its_heading()
    {
        var book = Sample.Book("!danger\n# {{ title }}\n\n正文");
        var card = book.Draw(new SampleCard("卡*点*"), "zh-CN", Sample.Roster);
        Assert.That((card.Tone, card.Title, DocText.Of(card.Body)), Is.EqualTo((Tone.Danger, "卡*点*", "正文")));
        Assert.That(DocText.Of(book.Page(new SampleCard("卡"), "zh-CN", Sample.Roster)), Is.EqualTo("卡\n\n正文"));
        Assert.That(book.Draw(new SampleCard("t"), "en-US", Sample.Roster).Title, Is.EqualTo("t"));
    }

    [Test]
    public void No_value_turns_the_words_around_it() =>
        Assert.That(DocText.Of(Sample.Book("{{ title }} 张伟").Page(new SampleCard("\u202E卡\u2066点\u202A שלום 👩\u200D👧"), "zh-CN", Sample.Roster)), Is.EqualTo("卡点 שלום 👩\u200D👧 张伟"));

    [Test]
    public void No_value_can_become_markup_anywhere() => DocGen.Nasty.Array[1, 4].Select(string.Concat).Sample(value =>
    {
        var card = Attacked.Draw(new SampleCard(value) { OwnerId = "evil", Lines = [new(value, SampleState.Open, null)] }, "zh-CN", Sample.Roster);
        var blocks = card.Body.Blocks;
        return blocks is [Block.Paragraph, Block.Table { Header.Count: 2, Rows.Count: 1 }, Block.ItemList { Items.Count: 1 }, Block.Quote, Block.Actions { Buttons: [{ Style: ButtonStyle.Danger } button] }, Block.Paragraph last]
            && button.Line.StartsWith("卡点 认领 #", StringComparison.Ordinal) && card.Tone == Tone.Neutral
            && !Json(card.Body).Contains("\"strong\"", StringComparison.Ordinal) && Ats(card.Body) == 1 && last.Text[^1] is Inline.Words { Text: [.., '尾'] };
    }, iter: 2000, print: v => JsonSerializer.Serialize(v));

    private static readonly TemplateBook Attacked = Sample.Book(
        "# x{{ title }}\n\n{{ title }}.{{ name owner_id }}\n\n| {{ title }} | b |\n|---|---|\n{{~ for l in lines ~}}\n| {{ l.title }} | {{ l.title }} |\n{{~ end ~}}\n\n- {{ title }}\n\n> .{{ title }}\n\n" +
        "[按{{ title }}](<cmd:卡点 认领 #{{ title }}> \"danger confirm {{ title }}\")\n\n{{ at owner_id }}`{{ title }}`{{ title }}尾");

    [TestCase("{{ titel }}")]
    [TestCase("{{ lines[0].titel }}")]
    [TestCase("{{ lines }}")]
    [TestCase("{{ lines[0] }}")]
    [TestCase("{{ title = 'x' }}{{ title.length }}")]
    [TestCase("{{ lines[0].title = 'hacked' }}")]
    [TestCase("{{ include 'other' }}")]
    [TestCase("{{ date.now }}")]
    [TestCase("{{ 'x' | object.eval }}")]
    [TestCase("{{ for i in 1..1000000 }}x{{ end }}")]
    [TestCase("{{ x = 'a' }}{{ for i in 1..60 }}{{ x = x + x }}{{ end }}{{ x }}")]
    [TestCase("{{ for i in 1..49000 }}0123456789012345678901234567890123456789012345678901234567890{{ end }}")]
    [TestCase("{{ t 'no.such.phrase' }}")]
    [TestCase("{{ title.get_type }}")]
    [TestCase("{{ due.year }}")]
    public void A_template_that_reaches_beyond_its_view_fails_and_names_its_file(string template) =>
        Assert.That(() => Text(template), Throws.TypeOf<TemplateException>().With.Message.Contains("Text/SampleCard.zh-CN.md"));

    [TestCase("{{ if }}")]
    [TestCase("{{ capture x }}{{ title }}{{ end }}")]
    [TestCase("{{ func f }}{{ title }}{{ end }}")]
    [TestCase("{{ wrap title }}{{ title }}{{ end }}")]
    public void A_built_in_template_that_cannot_be_used_stops_the_start(string template) =>
        Assert.That(() => Sample.Book(template).Verify(), Throws.TypeOf<BadTextException>().With.Message.Contains("templates/Text/SampleCard.zh-CN.md(1)"));

    [Test]
    public void Missing_and_left_over_templates_are_named()
    {
        var book = Sample.Book("x", more: new TemplateFile("Text", "Nobody", "en", ".md", "x", false));
        Assert.That(book.Verify, Throws.TypeOf<BadTextException>().With.Message.Contains("templates/Text/Nobody.en.md: no view has this name"));
    }

    [TestCase("{{ if }}")]
    [TestCase("{{ titel }}")]
    public void A_broken_override_falls_back_and_is_named_once(string changed)
    {
        var log = new Lines();
        var book = Sample.Book("# 内置 {{ title }}", changed, log);
        Assert.That(book.Draw(new SampleCard("a"), "zh-CN", Sample.Roster).Title, Is.EqualTo("内置 a"));
        Assert.That(book.Draw(new SampleCard("b"), "zh-CN", Sample.Roster).Title, Is.EqualTo("内置 b"));
        Assert.That(log.Written, Is.EqualTo(new[] { "Override Text/SampleCard.zh-CN.md is broken at line 1, so the built-in template is used" }));
    }

    [Test]
    public void A_good_override_is_used() =>
        Assert.That(Sample.Book("# 内置", "# 改过 {{ title }}").Draw(new SampleCard("a"), "zh-CN", Sample.Roster).Title, Is.EqualTo("改过 a"));

    private static string Text(string template) => DocText.Of(Sample.Book(template).Page(new SampleCard("卡"), "zh-CN", Sample.Roster));

    private static string Json(Doc doc) => JsonSerializer.Serialize(doc, DocumentJson.Options);

    private static int Ats(Doc doc) => Json(doc).Split("\"$type\":\"at\"").Length - 1;

    private sealed class Lines : ILogger<TemplateBook>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
