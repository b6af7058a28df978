using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.ToDos;
using CollabBot.Tests.Contracts;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Tests.Core.ToDos;

/// <summary>What the courier does with each way a call can end, on the real store and queue.</summary>
[CancelAfter(60_000)]
internal sealed class ToDoCourierTests
{
    private LiteDbHost host = null!;
    private ScriptedToDos list = null!;

    [SetUp]
    public void Open() => (host, list) = (new LiteDbHost(), new ScriptedToDos());

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task It_is_added_once_however_many_errands_there_are()
    {
        await SaveAsync(New("T-1"), "a", "b", "c");
        await DrainAsync();
        Assert.That(list.Calls, Is.EqualTo(new[] { "add" }));
        var todo = await FindAsync("T-1");
        Assert.That((todo.TaskId, todo.Pending), Is.EqualTo(("token-T-1", false)));
    }

    [Test]
    public async Task Dying_after_the_call_loses_nothing_and_doubles_nothing()
    {
        await SaveAsync(New("T-1"), "a");
        await DieAsync();
        Assert.That((await FindAsync("T-1")).TaskId, Is.Null, "nobody knows that it is there");
        await host.RestartAsync();
        host.Time.Advance(TimeSpan.FromMinutes(3));
        await DrainAsync();
        Assert.That(list.Standing, Has.Count.EqualTo(1));
        Assert.That((await FindAsync("T-1")).TaskId, Is.EqualTo("token-T-1"));
    }

    [Test]
    public async Task One_that_may_be_there_is_taken_away_when_it_is_nobodys_any_more()
    {
        await SaveAsync(New("T-1"), "a");
        await DieAsync();
        await SaveAsync((await FindAsync("T-1")) with { Wish = ToDoWish.Gone }, "b");
        host.Time.Advance(TimeSpan.FromMinutes(3));
        await DrainAsync();
        Assert.That(list.Calls, Is.EqualTo(new[] { "add", "add", "remove" }));
        Assert.That(list.Standing, Is.Empty);
    }

    [Test]
    public async Task One_that_was_never_tried_and_is_not_wanted_any_more_costs_no_call()
    {
        await SaveAsync(New("T-1") with { Wish = ToDoWish.Done }, "a");
        await DrainAsync();
        Assert.That(list.Calls, Is.Empty);
        Assert.That((await FindAsync("T-1")).Pending, Is.False);
    }

    [Test]
    public async Task A_change_during_the_call_is_not_lost()
    {
        await SaveAsync(New("T-1"), "a");
        list.Then(async () => await SaveAsync((await FindAsync("T-1")) with { Title = "two" }, "b"));
        await DrainAsync();
        Assert.That((list.Standing["token-T-1"], (await FindAsync("T-1")).Pending), Is.EqualTo(("two", false)));
    }

    [Test]
    public async Task What_is_done_is_ticked_and_what_its_person_ticked_is_left_alone()
    {
        await SaveAsync(New("T-1"), "a");
        await SaveAsync(New("T-2"), "b");
        await DrainAsync();
        await SaveAsync((await FindAsync("T-1")) with { Wish = ToDoWish.Done }, "c");
        await SaveAsync((await FindAsync("T-2")) with { Wish = ToDoWish.Done, TickedAt = host.Now }, "d");
        await DrainAsync();
        Assert.That(list.Calls, Is.EqualTo(new[] { "add", "add", "finish" }));
    }

    [Test]
    public async Task A_refusal_is_noted_once_and_nothing_is_asked_until_it_may_have_changed()
    {
        list.Fail(FailureKind.Denied);
        foreach (var id in new[] { "T-1", "T-2", "T-3" })
            await SaveAsync(New(id), "a");
        await DrainAsync();
        Assert.That(list.Calls, Is.EqualTo(new[] { "add" }));
        Assert.That(await host.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(ScriptedToDos.PlatformName, reading: false)), Has.Property("Reason").EqualTo("as told"));
        Assert.That((await host.Queue.DepthAsync(QueueName.Outbox, default)).Waiting, Is.Zero, "nothing is tried again by itself");

        // The next pass is the probe; what it opens lets the others through at once
        host.Time.Advance(TimeSpan.FromHours(4));
        await SaveAsync(await FindAsync("T-2"), "pass");
        await DrainAsync();
        Assert.That(list.Standing.Keys, Is.EquivalentTo(new[] { "token-T-1", "token-T-2", "token-T-3" }));
        Assert.That(await host.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(ScriptedToDos.PlatformName, reading: false)), Is.Null);
    }

    [Test]
    public async Task A_busy_platform_is_asked_again_and_one_that_stays_away_is_left_for_the_next_pass()
    {
        await SaveAsync(New("T-1"), "a");
        for (var i = 0; i < 11; i++)
            list.Fail(FailureKind.Unreachable);
        for (var i = 0; i < 11; i++)
        {
            await DrainAsync();
            host.Time.Advance(TimeSpan.FromMinutes(31));
        }

        Assert.That(list.Calls, Has.Count.EqualTo(11));
        Assert.That((await FindAsync("T-1")).Pending, Is.True);
        await SaveAsync(await FindAsync("T-1"), "pass");
        await DrainAsync();
        Assert.That(list.Standing, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_platform_takes_for_wrong_is_buried_and_what_is_not_there_is_left()
    {
        list.Fail(FailureKind.Rejected);
        list.Fail(FailureKind.Misconfigured);
        await SaveAsync(New("T-1"), "a");
        await SaveAsync(New("T-2"), "b");
        await DrainAsync();
        Assert.That((await host.Queue.BuriedAsync(QueueName.Outbox, default)).Select(b => b.Envelope.Key), Is.EqualTo(new[] { "todo:T-1:a" }));
        Assert.That(new[] { (await FindAsync("T-1")).Pending, (await FindAsync("T-2")).Pending, (await FindAsync("T-2")).Lost }, Is.EqualTo(new[] { false, false, true }));

        // Whoever mended it may send it again
        await host.Queue.ReplayAsync(QueueName.Outbox, "todo:T-1:a", host.Now, default);
        await DrainAsync();
        Assert.That(list.Standing.Keys, Is.EqualTo(new[] { "token-T-1" }));
    }

    [Test]
    public async Task A_look_tells_a_tick_and_a_deletion_once()
    {
        foreach (var id in new[] { "T-1", "T-2", "T-3" })
            await SaveAsync(New(id), "a");
        await DrainAsync();
        var at = host.Now.AddMinutes(-5);
        list.States["token-T-1"] = new ToDoState("token-T-1", ToDoMark.Ticked, at);
        list.States["token-T-3"] = new ToDoState("token-T-3", ToDoMark.Gone);
        foreach (var reason in new[] { "event", "pass" })
        {
            await LookAsync(reason, "T-1", "T-2", "T-3");
            await DrainAsync();
        }

        var heard = await host.Queue.PeekAsync(QueueName.Inbox, 10, default);
        Assert.That(heard.Select(e => e.Key), Is.EquivalentTo(new[] { "scripted:todo-Ticked:T-1", "scripted:todo-Gone:T-3" }));
        var ticked = System.Text.Json.JsonSerializer.Deserialize<InboundMessage>(heard.Single(e => e.Key.Contains("Ticked", StringComparison.Ordinal)).Payload, DocumentJson.Options)!;
        Assert.That((ticked.Happened, ticked.SenderId), Is.EqualTo(((Happening?)new Happening.ToDoTicked("T-1", at), "")));
    }

    [Test]
    public async Task Not_being_allowed_to_look_is_a_refusal_of_its_own()
    {
        await SaveAsync(New("T-1"), "a");
        await DrainAsync();
        list.ReadFailure = new SendOutcome.Failed(FailureKind.Denied, "no reading");
        await LookAsync("one", "T-1");
        await LookAsync("two", "T-1");
        await SaveAsync(New("T-2"), "b");
        await DrainAsync();
        Assert.That(list.Calls, Is.EqualTo(new[] { "add", "read", "add" }), "writing goes on");
        Assert.That(await host.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(ScriptedToDos.PlatformName, reading: true)), Is.Not.Null);
    }

    private static ToDo New(string id) => new()
    {
        Id = id,
        RecordId = "A-1",
        PersonId = "li",
        Platform = ScriptedToDos.PlatformName,
        UserId = "u1",
        Token = "token-" + id,
        Locale = "en",
        Title = "one",
        Details = "",
        Pending = true,
    };

    private async Task<ToDo> FindAsync(string id) => (await host.FindAsync<ToDo>(id))!;

    private Task SaveAsync(ToDo todo, params string[] reasons) => host.CommitAsync(work =>
    {
        work.Save(todo with { Pending = todo.IsDue });
        foreach (var reason in reasons)
            work.Enqueue(ToDoErrand.Bring(todo, reason, host.Now));
    });

    private async Task LookAsync(string reason, params string[] ids)
    {
        var todos = new List<ToDo>();
        foreach (var id in ids)
            todos.Add(await FindAsync(id));
        await host.CommitAsync(work => work.Enqueue(ToDoErrand.See(todos, reason, host.Now)));
    }

    // The service is stopped while the answer is on its way
    private async Task DieAsync()
    {
        using var dying = new CancellationTokenSource();
        list.Then(async () =>
        {
            await dying.CancelAsync();
            throw new OperationCanceledException();
        });
        await Assert.ThatAsync(() => DrainAsync(dying.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task DrainAsync(CancellationToken cancel = default)
    {
        var courier = new ToDoCourier([list], new ToDoBook(host.Store, new Inbox(host.Queue, host.Clock), host.Clock), host.Queue, host.Clock, NullLogger<ToDoCourier>.Instance);
        while (await host.Queue.TakeAsync(QueueName.Outbox, TimeSpan.FromMinutes(2), TimeSpan.Zero, CancellationToken.None) is { } lease)
            await courier.RunAsync(lease, cancel);
    }
}
