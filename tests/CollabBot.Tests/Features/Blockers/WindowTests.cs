using CollabBot.Core.Commands;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Features.Blockers;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Features.Blockers;

/// <summary>What is kept of blockers in memory: lines of the open ones, and gists of the newest.</summary>
public sealed class WindowTests
{
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜", DepartmentId = "sales" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟", DepartmentId = "product" };
    private static readonly Roster Roster = new([Lina, Zhang], []);

    [Test]
    public async Task What_was_stored_before_the_start_is_known_in_reading_order()
    {
        await using var host = new LiteDbHost();
        await SaveAsync(host, Open("B-1", "支付", host) with { Severity = Severity.P2 }, Open("B-2", "退款", host), Solved("B-3", "对账", host), Open("B-4", "合同", host) with { Due = new DateOnly(2026, 11, 27) });
        var blockers = new OpenBlockers(host.Store);
        await blockers.EnsureAsync(default);

        Assert.That(blockers.Pressing().Select(l => l.Id), Is.EqualTo(new[] { "B-4", "B-2", "B-1" }));
        Assert.That(blockers.Pressing(l => l.IsOverdue(new DateOnly(2026, 12, 1))).Select(l => l.Id), Is.EqualTo(new[] { "B-4" }));
    }

    [Test]
    public async Task Every_commit_moves_it_on_and_an_older_word_moves_nothing_back()
    {
        await using var host = new LiteDbHost();
        var blockers = new OpenBlockers(host.Store);
        await blockers.EnsureAsync(default);
        var open = Open("B-1", "支付", host) with { Version = 1 };

        blockers.Committed([open]);
        Assert.That(blockers.Pressing(), Has.Count.EqualTo(1));
        blockers.Committed([Solved("B-1", "支付", host) with { Version = 2 }]);
        blockers.Committed([open]);
        Assert.That(blockers.Pressing(), Is.Empty);
        blockers.Committed([open with { Version = 3 }]);
        Assert.That(blockers.Pressing(), Has.Count.EqualTo(1), "reopened");
    }

    [Test]
    public async Task The_likeness_looks_at_open_ones_of_others_and_at_solved_ones()
    {
        await using var host = new LiteDbHost();
        await SaveAsync(host, Open("B-1", "支付流程BUG不改", host), Solved("B-2", "退款页面打不开", host));
        var like = new LikeBlockers(host.Store, host.Clock);
        await like.EnsureAsync(default);

        Assert.That(like.Open("支付流程的BUG不改", "zhang", 3), Is.EqualTo(new[] { "B-1" }));
        Assert.That(like.Open("支付流程的BUG不改", "lina", 3), Is.Empty, "it is her own");
        Assert.That(like.Solved("退款页面又打不开")?.How, Is.EqualTo("换了接口"));
        Assert.That(like.Solved("支付流程BUG不改"), Is.Null, "nobody solved it yet");
    }

    [Test]
    public async Task The_window_is_bounded_and_keeps_the_newest()
    {
        await using var host = new LiteDbHost();
        var like = new LikeBlockers(host.Store, host.Clock);
        await like.EnsureAsync(default);
        like.Committed([.. Enumerable.Range(0, 2000).Select(i => Open($"B-{i}", i == 0 ? "机房钥匙没人给" : "支付流程BUG不改", host) with { Version = 1, OpenedAt = host.Now.AddMinutes(i) })]);

        Assert.That(like.Open("机房钥匙没人给", "zhang", 3), Is.Empty);
        Assert.That(like.Open("支付流程BUG不改", "zhang", 1), Is.EqualTo(new[] { "B-1999" }));
    }

    private static Blocker Open(string id, string text, StorageHost host) => Blocker.Open(id, text, Lina, new Assignee(Zhang, null), host.Now);

    private static Blocker Solved(string id, string text, StorageHost host) => Open(id, text, host).Resolve(Zhang, Roster, "换了接口", host.Now).Accept(Lina, Roster, host.Now);

    private static async Task SaveAsync(StorageHost host, params Blocker[] blockers)
    {
        await using var work = host.Store.Begin();
        foreach (var blocker in blockers)
            work.Save(blocker);
        await work.CommitAsync(Cause.System("test", host.Now), default);
    }
}
