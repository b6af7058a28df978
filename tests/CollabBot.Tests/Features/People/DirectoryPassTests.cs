using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Features.People;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Tests.Features.People;

/// <summary>One reading of an address book inside a turn.</summary>
internal sealed class DirectoryPassTests
{
    private static readonly Person Steward = new() { Id = "wang", Name = "王总", Accounts = ["feishu:ou_w"], Roles = [Role.Steward] };
    private static readonly Person Lin = new() { Id = "lin", Name = "小林", Accounts = ["feishu:ou_l"] };

    [Test]
    public async Task An_outage_changes_nothing_and_asks_again_later()
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();
        var turn = Turn(work, host.Now, []);
        await PassAsync(new Book(_ => throw new HttpRequestException("HTTP 502")), turn);
        Assert.That(work.Staged, Is.Empty);
        await work.CommitAsync(Cause.System("test", host.Now), default);
        Assert.That((await host.Queue.DepthAsync(QueueName.Inbox, default)).Waiting, Is.EqualTo(1));
        Assert.That(await host.Queue.TakeAsync(QueueName.Inbox, TimeSpan.FromMinutes(1), TimeSpan.Zero, default), Is.Null, "not at once");
    }

    [Test]
    public async Task Who_left_is_marked_and_the_steward_hears_it_once()
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();
        work.Save(Steward);
        work.Save(Lin);
        await work.CommitAsync(Cause.System("test", host.Now), default);
        await using var next = host.Store.Begin();
        var turn = Turn(next, host.Now, [.. await next.ListAsync(Query<Person>.All, default)]);
        var asked = new List<string>();
        var book = new Book(known =>
        {
            asked.AddRange(known);
            return Task.FromResult(new DirectorySnapshot([new("ou_w", "王总"), new("ou_l", "小林") { Left = true }], [], []));
        });
        await PassAsync(book, turn);
        Assert.That(asked, Is.EquivalentTo(new[] { "ou_w", "ou_l" }));
        Assert.That(next.Staged.OfType<Person>().Single(p => p.Id == "lin").Left, Is.True);
        Assert.That(turn.Tellings.Select(t => (t.Person!.Id, t.View.GetType().Name)), Is.EqualTo(new[] { ("wang", nameof(LeaverCard)) }));
        await next.CommitAsync(Cause.System("test", host.Now), default);

        await using var third = host.Store.Begin();
        var again = Turn(third, host.Now, [.. await third.ListAsync(Query<Person>.All, default)]);
        await PassAsync(book, again);
        Assert.That((again.Tellings.Count, third.Staged.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Who_spoke_while_the_book_was_read_makes_no_conflict_and_no_double()
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();
        var turn = Turn(work, host.Now, []);
        var book = new Book(async _ =>
        {
            await host.CommitAsync(w => w.Save(new Person { Id = "feishu:ou_l", Name = "@ou_l", Accounts = ["feishu:ou_l"] }));
            return new DirectorySnapshot([new("ou_l", "小林")], [], []);
        });
        await PassAsync(book, turn);
        await work.CommitAsync(Cause.System("test", host.Now), default);
        await using var after = host.Store.Begin();
        Assert.That((await after.ListAsync(Query<Person>.All, default)).Select(p => (p.Id, p.Name)), Is.EqualTo(new[] { ("feishu:ou_l", "小林") }));
    }

    private static Task PassAsync(IDirectory book, Turn turn) => new DirectoryPass(NullLogger<DirectoryPass>.Instance).RunAsync(book, turn, default);

    private static Turn Turn(IUnitOfWork work, DateTimeOffset now, IReadOnlyList<Person> people) =>
        new(new InboundMessage("e-1", new Place("feishu", "directory", PlaceKind.Direct), "", "", now), new Person { Id = "system", Name = "" }, new Roster(people, []), work, "zh-CN", now);

    private sealed class Book(Func<IReadOnlyCollection<string>, Task<DirectorySnapshot>> read) : IDirectory
    {
        public string Platform => "feishu";

        public Task<DirectorySnapshot> ReadAsync(IReadOnlyCollection<string> known, CancellationToken cancel) => read(known);
    }
}
