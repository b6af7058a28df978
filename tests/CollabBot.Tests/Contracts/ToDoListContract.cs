using CollabBot.Core.Platforms;
using CollabBot.Core.ToDos;

namespace CollabBot.Tests.Contracts;

/// <summary>A to-do as its person sees it.</summary>
public sealed record SeenToDo(string Title, DateOnly? Due, bool Ticked);

/// <summary>A platform's to-do list with the other side of it.</summary>
public abstract class ToDoListBench : IAsyncDisposable
{
    public abstract IToDoList List { get; }

    /// <summary>Somebody on the platform.</summary>
    public abstract string Person { get; }

    /// <summary>What stands in the person's list, oldest first.</summary>
    public abstract IReadOnlyList<SeenToDo> Seen { get; }

    /// <summary>The person ticks it.</summary>
    public abstract Task TickAsync(string taskId);

    /// <summary>The app loses the permission to write to-dos; false where that cannot be.</summary>
    public virtual bool Forbid() => false;

    /// <summary>The next call has its effect, and its answer is lost; false where that cannot be.</summary>
    public virtual bool LoseAnswer() => false;

    public abstract ValueTask DisposeAsync();
}

/// <summary>What every to-do list keeps to; a fixture derives from this and gives its bench.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public abstract class ToDoListContract
{
    private static readonly DateOnly Friday = new(2026, 12, 4);
    private ToDoListBench bench = null!;

    protected abstract Task<ToDoListBench> StartAsync();

    [SetUp]
    public async Task Start() => bench = await StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task An_added_one_stands_in_the_persons_list(CancellationToken cancel)
    {
        var id = await AddAsync(Item("给大客户发致歉信 (A-1)"), cancel);
        Assert.That(bench.Seen, Is.EqualTo(new[] { new SeenToDo("给大客户发致歉信 (A-1)", Friday, false) }));
        Assert.That(await MarksAsync(cancel, id), Is.EqualTo(new[] { ToDoMark.Open }));
    }

    [Test]
    public async Task One_without_a_day_and_with_the_longest_words_is_taken(CancellationToken cancel)
    {
        await AddAsync(Item(new string('长', 200)) with { Due = null, DueAt = null, Details = string.Concat(Enumerable.Repeat("😀字\n", 1000)) }, cancel);
        Assert.That(bench.Seen.Single().Due, Is.Null);
    }

    [Test]
    public async Task The_same_token_adds_it_once(CancellationToken cancel)
    {
        var first = await AddAsync(Item("一"), cancel);
        Assert.That(await AddAsync(Item("一"), cancel), Is.EqualTo(first));
        Assert.That(bench.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_added_one_whose_answer_was_lost_is_found_again(CancellationToken cancel)
    {
        if (!bench.LoseAnswer())
            Assert.Ignore("no answer can be lost here");
        Assert.That(await bench.List.AddAsync(Item("一"), cancel), Is.InstanceOf<SendOutcome.Failed>().With.Property("Kind").EqualTo(FailureKind.Unreachable));
        await AddAsync(Item("一"), cancel);
        Assert.That(bench.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_ticked_one_whose_answer_was_lost_is_found_again_as_it_is(CancellationToken cancel)
    {
        var id = await AddAsync(Item("一"), cancel);
        await bench.TickAsync(id);
        Assert.That(await AddAsync(Item("一"), cancel), Is.EqualTo(id));
        Assert.That(bench.Seen.Single().Ticked, Is.True);
    }

    [Test]
    public async Task A_changed_one_shows_its_new_words_and_day(CancellationToken cancel)
    {
        var id = await AddAsync(Item("一"), cancel);
        AssertSent(await bench.List.ChangeAsync(id, Item("二") with { Due = Friday.AddDays(3), DueAt = At(Friday.AddDays(3)) }, cancel));
        Assert.That(bench.Seen, Is.EqualTo(new[] { new SeenToDo("二", Friday.AddDays(3), false) }));
    }

    [Test]
    public async Task A_finished_one_is_ticked_and_finishing_again_changes_nothing(CancellationToken cancel)
    {
        var id = await AddAsync(Item("一"), cancel);
        AssertSent(await bench.List.FinishAsync(id, Item("一"), cancel));
        AssertSent(await bench.List.FinishAsync(id, Item("一"), cancel));
        Assert.That(bench.Seen.Single().Ticked, Is.True);
        Assert.That(await MarksAsync(cancel, id), Is.EqualTo(new[] { ToDoMark.Ticked }));
    }

    [Test]
    public async Task A_removed_one_is_gone_and_removing_again_changes_nothing(CancellationToken cancel)
    {
        var (gone, stays) = (await AddAsync(Item("一"), cancel), await AddAsync(Item("二"), cancel));
        AssertSent(await bench.List.RemoveAsync(gone, Item("一"), cancel));
        AssertSent(await bench.List.RemoveAsync(gone, Item("一"), cancel));
        Assert.That(bench.Seen.Select(s => s.Title), Is.EqualTo(new[] { "二" }));
        Assert.That(await MarksAsync(cancel, gone, stays), Is.EqualTo(new[] { ToDoMark.Gone, ToDoMark.Open }));
    }

    [Test]
    public async Task A_tick_is_read_with_its_moment(CancellationToken cancel)
    {
        var ids = new[] { await AddAsync(Item("一"), cancel), await AddAsync(Item("二"), cancel) };
        await bench.TickAsync(ids[1]);
        var reading = await bench.List.ReadAsync(bench.Person, ids, cancel);
        Assert.That(reading.Failure, Is.Null);
        Assert.That(reading.States.ToDictionary(s => s.TaskId, s => s.Mark), Is.EqualTo(new Dictionary<string, ToDoMark> { [ids[0]] = ToDoMark.Open, [ids[1]] = ToDoMark.Ticked }));
        Assert.That(reading.States.Single(s => s.TaskId == ids[1]).At, Is.Not.Null);
    }

    [Test]
    public async Task Changing_what_is_gone_says_that_it_is_not_there(CancellationToken cancel)
    {
        var id = await AddAsync(Item("一"), cancel);
        await bench.List.RemoveAsync(id, Item("一"), cancel);
        if (bench.Seen.Count == 0 && await bench.List.ChangeAsync(id, Item("二"), cancel) is SendOutcome.Failed failed)
            Assert.That(failed.Kind, Is.EqualTo(FailureKind.Misconfigured));
        Assert.That(bench.Seen, Is.Empty);
    }

    [Test]
    public async Task Without_the_permission_it_is_denied_with_its_name(CancellationToken cancel)
    {
        if (!bench.Forbid())
            Assert.Ignore("nothing is forbidden here");
        var outcome = await bench.List.AddAsync(Item("一"), cancel);
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Failed>());
        Assert.That(((SendOutcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Denied));
        Assert.That(((SendOutcome.Failed)outcome).Reason.ToLowerInvariant(), Does.Contain("todo").Or.Contain("task:task:write"));
    }

    protected ToDoItem Item(string title) => new(CollabBot.Core.Ledger.LedgerChain.Sha256(title)[..32], bench.Person, title, title + "\n\n办完勾掉就行。", "zh-CN") { Due = Friday, DueAt = At(Friday) };

    private async Task<string> AddAsync(ToDoItem item, CancellationToken cancel)
    {
        var outcome = await bench.List.AddAsync(item, cancel);
        AssertSent(outcome);
        return ((SendOutcome.Sent)outcome).MessageId!;
    }

    private async Task<IEnumerable<ToDoMark>> MarksAsync(CancellationToken cancel, params string[] ids)
    {
        var reading = await bench.List.ReadAsync(bench.Person, ids, cancel);
        Assert.That(reading.Failure, Is.Null);
        return ids.Select(id => reading.States.Single(s => s.TaskId == id).Mark);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(10, 0), TimeSpan.Zero);

    private static void AssertSent(SendOutcome outcome) => Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>(), outcome.ToString());
}
