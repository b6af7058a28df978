using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Features;

/// <summary>The wiki pages as their templates draw them.</summary>
public sealed class FeaturePages
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 30, 0, TimeSpan.Zero);
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟" };
    private static readonly Department Product = new() { Id = "product", Name = "产品部", HeadId = "zhang" };
    private static readonly Roster Roster = new([Lina, Zhang], [Product]);

    [Test]
    public void The_blocker_page_lists_who_waits_and_how_it_was_solved()
    {
        var open = Blocker.Open("B-1", "支付流程 | BUG", Lina, new(null, Product), Now) with { Due = new DateOnly(2026, 11, 27) };
        var solved = Blocker.Open("B-2", "对账", Lina, new(null, Product), Now).Resolve(Zhang, Roster, "换了接口", Now).Accept(Lina, Roster, Now);

        var page = Page(new BlockersPage([open], 0, null, [solved]));

        Assert.That(page, Does.Contain("| B-1 | 支付流程 \\| BUG | P1 | 待响应 | 李娜 | 产品部 | 11-27(周五) |"));
        Assert.That(page, Does.Contain("### B-2 对账\n\n张伟：换了接口（李娜验收，11-23(周一)）"));
    }

    [Test]
    public void The_goal_page_keeps_every_edition_with_its_signatures_and_objections()
    {
        var goal = Goal.Draft("G-1", new GoalTerms("把 NPS 做上去", 40, 50, "分", null, "客服系统", new DateOnly(2026, 12, 31), null, ["product"]), Lina, Now)
            .Sign(Zhang, Roster, Verdict.Oppose, "口径不对", null, null, Now);
        var revised = goal.Revise(Lina, goal.Terms with { To = 48 }, ChangeKind.Adjustment, "预算减了", Now).Decide(Lina, Now).Report(Lina, 41.8m, "周报", null, Now);

        var page = Page(new GoalsPage([GoalEntry.Of(revised)], []));

        Assert.That(page, Does.Contain("**40 → 48 分**").And.Contain("已生效，第 2 版"));
        Assert.That(page, Does.Contain("**李娜拍板生效**，产品部未担保。"));
        Assert.That(page, Does.Contain("| 11-23(周一) | 41.8 | 李娜 | 客服系统 | 周报 |"));
        Assert.That(page, Does.Contain("40 → 50 分").And.Contain("❌ 不同意：口径不对").And.Contain("预算减了"));
    }

    [Test]
    public void What_the_sponsor_decided_stands_on_the_goal_page_for_ever()
    {
        var decided = Goal.Draft("G-1", new GoalTerms("把 NPS 做上去", 40, 50, "分", null, "客服系统", new DateOnly(2026, 12, 31), null, ["product"]), Lina, Now).Decide(Lina, Now);
        var agreed = decided.Revise(Lina, decided.Terms with { To = 48 }, ChangeKind.Adjustment, "谈拢了", Now).Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now);

        Assert.That(agreed.State, Is.EqualTo(GoalState.Effective));
        Assert.That(Page(new GoalsPage([GoalEntry.Of(agreed)], [])), Does.Contain("**李娜拍板生效**，产品部未担保。"));
    }

    [Test]
    public void A_blocker_too_long_for_a_card_stands_in_full_on_its_page()
    {
        var text = string.Join('\n', Enumerable.Range(1, 500).Select(i => $"第{i}行:一段很长的说明"));
        var blocker = Blocker.Open("B-1", text, Lina, null, Now);
        var clock = Clock();

        Assert.That(new BlockerPages(null!, clock).PathsFor(blocker), Does.Contain("05 卡点库/B-1"));
        Assert.That(Page(new LongBlockerPage(blocker)), Does.Contain("第1行:").And.Contain("第500行:"));
        Assert.That(BlockerCard.Of(blocker, Roster, clock), Has.Property(nameof(BlockerCard.Length)).EqualTo(text.Length));
        Assert.That(DocMarkdown.Write(Book(clock).Draw(BlockerCard.Of(blocker, Roster, clock), "zh-CN", Roster).Body), Has.Length.LessThan(6000));
    }

    private static string Page(View view) => DocMarkdown.Write(Book(Clock()).Page(view, "zh-CN", Roster)).ReplaceLineEndings("\n");

    private static TemplateBook Book(TeamClock clock)
    {
        var assembly = typeof(Blocker).Assembly;
        var files = new TemplateFiles([assembly], null);
        return TemplateBook.Load(files, [assembly], Phrasebook.Load(files), clock);
    }

    private static TeamClock Clock() => new(new FakeTimeProvider(Now), TimeZoneInfo.CreateCustomTimeZone("team", TimeSpan.FromHours(8), "team", "team"), WorkCalendar.China());
}
