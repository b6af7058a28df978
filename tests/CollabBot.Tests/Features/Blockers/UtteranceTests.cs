using System.Reflection;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;
using CollabBot.Features.Blockers;
using CollabBot.Tests.Core.Commands;

namespace CollabBot.Tests.Features.Blockers;

/// <summary>However people put it, the same thing is meant: product department, by Friday 2026-11-27, P1, two million at risk, goal G-1.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class UtteranceTests
{
    private static readonly Phrasebook Book = Phrasebook.Load(new TemplateFiles([Assembly.Load("CollabBot.Features")], null));

    private static readonly CommandCatalog Catalog = CommandCatalog.Scan([Assembly.Load("CollabBot.Features")], Book);

    private static readonly CommandReader Reader = new(Catalog, Book, new FormMaker(Catalog, Book));

    private static readonly string[] Chinese =
    [
        "卡点 200万回款 支付BUG @产品部 周五 P1 #G-1",
        "卡点 @产品部 周五前修支付bug 不然200万危险 #G-1",
        "卡点 支付流程BUG不改,下月200万回款危险 @产品部 周五前 P1 #G-1",
        "@协同助手 卡点 支付流程BUG不改，下月200万回款危险 @产品部 周五前 P1 #G-1",
        "/卡点 P1 #G-1 @产品部 周五前 支付BUG不修，200万回款悬着",
        "卡点 P1 支付BUG @产品部 2天内 影响:200万 #G-1",
        "卡点 支付BUG 责任:产品部 截止:周五 级别:P1 金额:200万 目标:#G-1",
        "kd 支付bug卡住了200万回款 11-27 @产品部 #G-1",
        "卡点 #G-1 周五之前 @产品部 支付bug 约200万",
        "卡点 11月27日前 @产品部 修支付BUG，¥2,000,000 要飞了 #G-1",
        "周五前 @产品部 卡点 支付bug 200万危险 #G-1",
        "卡点：支付bug，@产品部，星期五前，P1，200万，#G-1",
        "卡点 支付bug 后天前 @产品部 影响 200万 #g-1",
        "@产品部 周五前 P1 #G-1 200万 卡点 支付bug没人修",
        "卡点 本周五前 支付bug @产品 有200万风险 #G-1",
        "卡点\n支付bug\n@产品部\n周五前\n200万\n#G-1",
        "卡点 0.02亿的单子等支付bug @产品部 2026-11-27 #G1",
    ];

    private static readonly string[] English =
    [
        "blocker ¥2M of payments, payment bug @Product friday P1 #G-1",
        "blocker @Product payment bug by friday or ¥2M is at risk #G-1",
        "/blocker payment bug, ¥2,000,000 at risk, by friday, @Product, P1, #G-1",
        "blocker P1 #G-1 @product by friday payment bug ¥2M",
        "blocker by friday P1 @Product payment bug amount: 2M goal: #G-1",
        "blocker payment bug owner: Product due: friday level: P1 amount: 2 million goal: #G-1",
        "@CollabBot blocker payment bug in 2 days @Product ¥2M #G-1",
        "BLOCKER #g-1 ¥2M @Product payment bug before 2026-11-27",
        "blocker payment bug @Product Nov 27 P1 rmb 2m #G-1",
        "blocker payment bug 11/27 @Product 2,000,000 yuan #G-1",
        "@Product friday blocker payment bug ¥2M #G-1",
        "blocker \"payment bug\" @Product by this friday ¥2M G-1",
        "blocker ¥2M @Product by friday payment bug #G-1",
        "kd payment bug @Product by friday RMB 2M #G-1",
        "P1 ¥2M #G-1 @Product friday blocker payment bug",
    ];

    [TestCaseSource(nameof(Chinese))]
    public void A_chinese_line_means_the_same(string line) => Expect(line, "支付");

    [TestCaseSource(nameof(English))]
    public void An_english_line_means_the_same(string line) => Expect(line, "payment bug");

    [TestCase("卡点 周五前端要上线,没人评审 @产品部", "周五前端要上线,没人评审")]
    [TestCase("卡点 3天内部测试没人配合 @产品部", "3天内部测试没人配合")]
    public void A_word_that_only_begins_like_a_day_stays(string line, string text) => Assert.That(Read(line).Text.Text, Is.EqualTo(text));

    [Test]
    public void There_are_thirty_at_least() => Assert.That(Chinese.Length + English.Length, Is.GreaterThanOrEqualTo(30));

    private static OpenBlocker Read(string line)
    {
        var result = Reader.Read(new ReadRequest { Text = line, Platform = "feishu", Locale = "zh-CN", Roster = Trial.Roster, Today = Trial.Today, IsDirect = true });
        return (result as ReadResult.Command)?.Record as OpenBlocker ?? throw new AssertionException($"'{line}' was read as {result}");
    }

    private static void Expect(string line, string matter)
    {
        var opened = Read(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(opened.Owner?.Department?.Id, Is.EqualTo("d-product"));
            Assert.That(opened.Due?.Day, Is.EqualTo(new DateOnly(2026, 11, 27)));
            Assert.That(opened.Severity, Is.EqualTo(Severity.P1));
            Assert.That(opened.Amount?.Amount, Is.EqualTo(2_000_000m));
            Assert.That(opened.Goal?.Id, Is.EqualTo("G-1"));
            Assert.That(opened.Text.Text, Does.Contain(matter).IgnoreCase);
        }
    }
}
