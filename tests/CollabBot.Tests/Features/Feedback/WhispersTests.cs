using CollabBot.Core.Chat;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Features.Feedback;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Features.Feedback;

/// <summary>What is stored and what is shown of anonymous words, against the real store.</summary>
internal sealed class WhispersTests
{
    private static readonly Department Product = new() { Id = "product", Name = "产品部", HeadId = "p0" };
    private static readonly IReadOnlyList<Person> People =
        [.. Enumerable.Range(0, 8).Select(i => new Person { Id = $"p{i}", Name = $"人{i}", Accounts = [$"playground:p{i}"], DepartmentId = i < 2 ? "product" : null })];

    private static readonly Roster Roster = new(People, [Product]);
    private static readonly FeedbackTarget About = new("p0", null, null);

    private LiteDbHost host = null!;
    private Whispers whispers = null!;

    [SetUp]
    public void Open()
    {
        host = new LiteDbHost();
        whispers = new Whispers(new Sealer());
    }

    [TearDown]
    public async Task CloseAsync() => await host.DisposeAsync();

    [Test]
    public async Task Four_people_release_nothing_and_the_fifth_releases_everything_at_once()
    {
        for (var i = 1; i <= 4; i++)
            Assert.That(await SayAsync(About, i, $"话{i}"), Is.Empty);

        var told = await SayAsync(About, 5, "话5");

        Assert.That(told.Select(t => t.Person!.Id), Is.EqualTo(new[] { "p0" }));
        Assert.That(Texts(told), Is.EquivalentTo(new[] { "话1", "话2", "话3", "话4", "话5" }));
    }

    [Test]
    public async Task One_person_alone_never_completes_a_batch()
    {
        for (var i = 0; i < 7; i++)
            Assert.That(await SayAsync(About, 3, $"话{i}"), Is.Empty);
    }

    [Test]
    public async Task The_receiver_does_not_count_about_himself_or_his_department()
    {
        var department = new FeedbackTarget(null, "product", null);
        for (var i = 0; i <= 4; i++)
            Assert.That(await SayAsync(department, i, $"话{i}"), Is.Empty);

        Assert.That(Texts(await SayAsync(department, 5, "话5")), Has.Exactly(6).Items);
    }

    [Test]
    public async Task After_a_release_the_next_five_are_needed_again()
    {
        for (var i = 1; i <= 5; i++)
            await SayAsync(About, i, "一");

        for (var i = 1; i <= 4; i++)
            Assert.That(await SayAsync(About, i, $"二{i}"), Is.Empty);
        Assert.That(Texts(await SayAsync(About, 7, "二7")), Has.Exactly(5).Items.And.None.EqualTo("一"));
    }

    [Test]
    public async Task A_restart_counts_people_anew_and_loses_no_words()
    {
        for (var i = 1; i <= 4; i++)
            await SayAsync(About, i, $"话{i}");
        whispers = new Whispers(new Sealer());

        for (var i = 4; i <= 7; i++)
            Assert.That(await SayAsync(About, i, $"后{i}"), Is.Empty, "the four may be the same people");
        Assert.That(Texts(await SayAsync(About, 3, "后3")), Has.Exactly(9).Items);
    }

    [Test]
    public async Task A_batch_comes_in_the_order_of_random_ids()
    {
        for (var i = 1; i <= 4; i++)
            await SayAsync(About, i, $"话{i}");
        var told = await SayAsync(About, 5, "话5");

        var stored = await host.ListAsync(AnonymousFeedbacks.Batch(About.Key, 1));
        Assert.That(Texts(told), Is.EqualTo(stored.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => f.Text)));
    }

    [Test]
    public async Task What_is_stored_names_no_author_and_no_time_of_day()
    {
        await SayAsync(About, 3, "希望评审前一天发材料");

        foreach (var collection in new[] { "whispers", "whisperrounds" })
            foreach (var json in (await host.Store.RawAsync(collection, CancellationToken.None)).Values)
                Assert.That(json, Does.Not.Contain("p3").And.Not.Contain("人3").And.Not.Contain("T0"));
        var ledger = new List<LedgerEntry>();
        await foreach (var entry in host.Store.LedgerAsync(CancellationToken.None))
            ledger.Add(entry);
        Assert.That(ledger.Where(e => e.Collection == "whispers"), Has.Exactly(1).Matches<LedgerEntry>(
            e => e is { ActorId: null, Command: null } && e.At.TimeOfDay == TimeSpan.Zero));
        Assert.That(ledger.Select(e => e.Collection), Has.None.EqualTo("whisperrounds"));
    }

    [Test]
    public void The_type_has_no_field_for_an_author_or_an_instant() => Assert.That(
        typeof(AnonymousFeedback).GetProperties().Select(p => p.Name), Is.EquivalentTo(new[] { "Id", "Version", "Target", "Round", "Text", "Week" }));

    [Test]
    public void A_seal_says_nothing_without_the_key()
    {
        var round = new FeedbackRound { Id = About.Key };
        var (one, other) = (new Sealer().Count(round, "p3"), new Sealer().Count(round, "p3"));

        Assert.That(one.Seals, Has.Exactly(1).Items);
        Assert.That(one.Seals, Is.Not.EqualTo(other.Seals));
    }

    private static IReadOnlyList<string> Texts(IEnumerable<Telling> told) => [.. told.Select(t => t.View).Cast<FeedbackBatch>().SelectMany(b => b.Texts)];

    private async Task<IReadOnlyList<Telling>> SayAsync(FeedbackTarget about, int person, string text)
    {
        IReadOnlyList<Telling> told = [];
        await using var work = host.Store.Begin();
        var message = new InboundMessage("e", new Place("playground", "d", PlaceKind.Direct), People[person].Id, text, host.Now);
        var turn = new Turn(message, People[person], Roster, work, "zh-CN", host.Now) { Confidential = true };
        await whispers.AddAsync(about, text, "2026-W48", turn, CancellationToken.None);
        told = turn.Tellings;
        await work.CommitAsync(new Cause(null, null, host.Now), CancellationToken.None);
        return told;
    }
}
