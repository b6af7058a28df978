using System.Text.Json;
using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Storage.LiteDb;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Delivery;

/// <summary>What the outbox does with each way a send can end, on the real store and queue.</summary>
internal sealed class OutboxWorkerTests
{
    private static readonly Place Group = new(ScriptedPlatform.PlatformName, "g1", PlaceKind.Group);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private ScriptedPlatform platform = null!;
    private ScriptedPlatform second = null!;
    private ServiceProvider services = null!;

    [SetUp]
    public void Open()
    {
        platform = new ScriptedPlatform();
        second = new ScriptedPlatform("second");
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new Pulse(TestTime.Real))
            .AddSingleton(new TeamClock(time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), WorkCalendar.China()))
            .AddInMemoryStorage()
            .AddSingleton<IPlatform>(platform)
            .AddSingleton<IPlatform>(second)
            .AddSingleton(Options.Create(new TeamOptions()))
            .AddSingleton<OutboxDoctor>()
            .AddSingleton<PlatformRegistry>()
            .AddSingleton<RosterSource>()
            .AddSingleton(Phrasebook.Load(new TemplateFiles([typeof(Blocker).Assembly], null)))
            .AddSingleton<StewardNotices>()
            .AddSingleton<PlatformPauses>()
            .AddSingleton<OutboxWorker>()
            .BuildServiceProvider();
    }

    [TearDown]
    public async Task Close() => await services.DisposeAsync();

    [Test]
    public async Task A_sent_card_keeps_its_message_id_and_an_equal_redraw_costs_no_call()
    {
        await SaveAsync(new SentCard { Id = "c", Key = "k", Platform = Group.Platform, Place = Group, Locale = "zh-CN", SentAt = time.GetUtcNow() });
        await PutAsync("c", Post("一") with { SentCardId = "c" });
        await PutAsync("d", Post("一") with { SentCardId = "c", Redraw = true });
        await PutAsync("e", Post("二") with { SentCardId = "c", Redraw = true });
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => (s.Key, s.UpdateOf)), Is.EqualTo(new[] { ("c", (string?)null), ("e", "m-c") }));
        Assert.That((await FindAsync("c"))!.MessageId, Is.EqualTo("m-c"));
    }

    [Test]
    public async Task A_form_that_cannot_be_replaced_is_answered_by_a_message_of_its_own()
    {
        platform.Answer(new SendOutcome.Failed(FailureKind.Rejected, "too old to update"));
        await PutAsync("a", Post("好") with { Replaces = "m-form" });
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.UpdateOf), Is.EqualTo(new[] { "m-form", null }));
        Assert.That((await BuriedAsync()), Is.Empty);
    }

    [Test]
    public async Task A_busy_platform_is_tried_again_when_it_says_and_the_chat_waits_in_order()
    {
        platform.Answer(new SendOutcome.Failed(FailureKind.Busy, "429", TimeSpan.FromSeconds(30)));
        await PutAsync("a", Post("一"));
        await PutAsync("b", Post("二"));
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "a" }));
        time.Advance(TimeSpan.FromSeconds(31));
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "a", "a", "b" }));
    }

    [Test]
    public async Task A_group_that_is_gone_is_given_up_and_the_steward_hears_of_it_once()
    {
        await SaveAsync(new Person { Id = "w", Name = "王总", Accounts = [ScriptedPlatform.PlatformName + ":w"], Roles = [Role.Steward] });
        foreach (var key in new[] { "a", "b" })
        {
            platform.Answer(new SendOutcome.Failed(FailureKind.Misconfigured, "no such chat"));
            await PutAsync(key, Post("一"));
            await DrainAsync();
        }

        Assert.That((await BuriedAsync()).Select(b => b.Envelope.Key), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(platform.Sent.Where(s => s.Recipient == "w").ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_platform_that_denies_twice_is_paused_as_a_whole_and_goes_on_by_itself()
    {
        platform.Answer(Denied);
        platform.Answer(Denied);
        foreach (var (key, lane) in new[] { ("a", "g1"), ("b", "g2"), ("c", "g3"), ("d", "g1") })
            await PutAsync(key, Post("一"), lane);
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "a", "b" }), "c is held back untried");
        Assert.That((await PausedAsync()).Select(p => p.Reason), Is.EqualTo(new[] { "99991672" }));

        // The third denial is the probe's; nobody else tries
        platform.Answer(Denied);
        time.Advance(TimeSpan.FromSeconds(76));
        await DrainAsync();
        Assert.That(platform.Sent, Has.Count.EqualTo(3));

        time.Advance(TimeSpan.FromMinutes(20));
        await DrainAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await DrainAsync();
        Assert.That(platform.Sent.Skip(3).Select(s => s.Key), Is.EquivalentTo(new[] { "a", "b", "c", "d" }));
        Assert.That(platform.Sent.FindLastIndex(s => s.Key == "a"), Is.LessThan(platform.Sent.FindIndex(s => s.Key == "d")), "the order of a chat is kept");
        Assert.That(await PausedAsync(), Is.Empty);
        Assert.That(await BuriedAsync(), Is.Empty);
    }

    [Test]
    public async Task One_message_that_is_denied_alone_does_not_hold_up_the_others()
    {
        platform.Answer(Denied);
        await PutAsync("a", Post("一"), "g1");
        await PutAsync("b", Post("二"), "g2");
        await PutAsync("c", Post("三"), "g3");
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(await PausedAsync(), Is.Empty);
    }

    [Test]
    public async Task A_paused_platform_shows_in_the_doctor_and_is_told_to_a_steward_on_another_platform()
    {
        await SaveAsync(new Person { Id = "w", Name = "王总", Accounts = ["second:w", ScriptedPlatform.PlatformName + ":w"], Roles = [Role.Steward] });
        platform.Answer(Denied);
        platform.Answer(Denied);
        await PutAsync("a", Post("一"), "g1");
        await PutAsync("b", Post("二"), "g2");
        await DrainAsync();
        Assert.That(second.Sent.Select(s => s.Recipient), Is.EqualTo(new[] { "w" }));
        var lights = await services.GetRequiredService<OutboxDoctor>().CheckAsync(default);
        Assert.That(lights.Select(l => l.Healthy), Is.EqualTo(new[] { false }));
        Assert.That(lights[0].Sentence, Does.Contain("99991672"));
    }

    [Test]
    public async Task A_restart_does_not_forget_the_pause()
    {
        await SaveAsync(new PausedPlatform { Id = Group.Platform, Since = time.GetUtcNow(), Reason = "99991672" });
        platform.Answer(Denied);
        await PutAsync("a", Post("一"), "g1");
        await PutAsync("b", Post("二"), "g2");
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "a" }), "one probe");
    }

    [Test]
    public async Task A_platform_that_throws_is_treated_as_unreachable()
    {
        platform.Throw();
        await PutAsync("a", Post("一"));
        await DrainAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task What_may_have_arrived_is_tried_again_with_its_doubt_and_what_cannot_have_without()
    {
        platform.Answer(new SendOutcome.Failed(FailureKind.Unreachable, "no connection"));
        platform.Answer(new SendOutcome.Failed(FailureKind.Unreachable, "no answer") { Unsure = true });
        platform.Answer(new SendOutcome.Failed(FailureKind.Busy, "429", TimeSpan.FromSeconds(30)));
        await PutAsync("a", Post("一"));
        await DrainAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        var doubted = time.GetUtcNow();
        await DrainAsync();
        time.Advance(TimeSpan.FromSeconds(11));
        await DrainAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.DoubtedAt), Is.EqualTo(new DateTimeOffset?[] { null, null, doubted, doubted }));
    }

    [Test]
    public async Task A_card_that_can_no_longer_be_updated_is_retired_and_nobody_is_troubled()
    {
        await SaveAsync(new Person { Id = "w", Name = "王总", Accounts = [ScriptedPlatform.PlatformName + ":w"], Roles = [Role.Steward] });
        await SaveAsync(Live with { MessageId = "m-c" });
        platform.Answer(new SendOutcome.Failed(FailureKind.Outdated, "recalled"));
        await PutAsync("d", Post("一") with { SentCardId = "c", Redraw = true });
        await PutAsync("e", Post("二") with { SentCardId = "c", Redraw = true });
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "d" }));
        Assert.That((await FindAsync("c"))!.Retired, Is.True);
        Assert.That(await BuriedAsync(), Is.Empty);
    }

    [Test]
    public async Task A_card_older_than_the_platform_updates_is_retired_without_a_call()
    {
        await SaveAsync(Live with { MessageId = "m-c", SentAt = time.GetUtcNow().AddDays(-14) });
        await PutAsync("d", Post("一") with { SentCardId = "c", Redraw = true });
        await DrainAsync();
        Assert.That(platform.Sent, Is.Empty);
        Assert.That((await FindAsync("c"))!.Retired, Is.True);
    }

    [Test]
    public async Task An_older_picture_that_comes_back_from_the_grave_never_covers_a_newer_one()
    {
        await SaveAsync(Live with { MessageId = "m-c" });
        platform.Answer(new SendOutcome.Failed(FailureKind.Rejected, "our bug"));
        await PutAsync("old", Post("旧") with { SentCardId = "c", Redraw = true });
        await PutAsync("new", Post("新") with { SentCardId = "c", Redraw = true });
        await DrainAsync();
        await services.GetRequiredService<IEnvelopeQueue>().ReplayAsync(QueueName.Outbox, "old", time.GetUtcNow(), default);
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "old", "new" }));
    }

    [Test]
    public async Task The_newest_picture_may_come_back_from_the_grave()
    {
        await SaveAsync(Live with { MessageId = "m-c" });
        platform.Answer(new SendOutcome.Failed(FailureKind.Rejected, "our bug"));
        await PutAsync("new", Post("新") with { SentCardId = "c", Redraw = true });
        await DrainAsync();
        await services.GetRequiredService<IEnvelopeQueue>().ReplayAsync(QueueName.Outbox, "new", time.GetUtcNow(), default);
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => s.Key), Is.EqualTo(new[] { "new", "new" }));
    }

    [Test]
    public async Task The_messages_that_continue_a_card_are_kept_and_updated_with_it()
    {
        await SaveAsync(Live);
        platform.Answer(new SendOutcome.Sent("m-c") { More = ["m-2", "m-3"] });
        await PutAsync("a", Post("一") with { SentCardId = "c" });
        await PutAsync("b", Post("二") with { SentCardId = "c", Redraw = true });
        await DrainAsync();
        Assert.That(platform.Sent.Select(s => (s.UpdateOf, string.Join(' ', s.UpdateMore), s.Live)), Is.EqualTo(new[] { ((string?)null, "", true), ("m-c", "m-2 m-3", true) }));
    }

    private SentCard Live => new() { Id = "c", Key = "k", Platform = Group.Platform, Place = Group, Locale = "zh-CN", SentAt = time.GetUtcNow() };

    private static Post Post(string text) => new(Group.Platform, Card.Line(text), "zh-CN") { Place = Group };

    private static readonly SendOutcome.Failed Denied = new(FailureKind.Denied, "99991672");

    private async Task<IReadOnlyList<PausedPlatform>> PausedAsync()
    {
        await using var work = services.GetRequiredService<IDocumentStore>().Begin();
        return await work.ListAsync(PausedPlatform.All, default);
    }

    private async Task PutAsync(string key, Post post, string lane = "g1") => await services.GetRequiredService<IEnvelopeQueue>().PutAsync(
        new Envelope(key, QueueName.Outbox, $"{Group.Platform}:{lane}", "post", JsonSerializer.Serialize(post, DocumentJson.Options), time.GetUtcNow()), [], default);

    private async Task SaveAsync<T>(T document)
        where T : Document
    {
        await using var work = services.GetRequiredService<IDocumentStore>().Begin();
        work.Save(document);
        await work.CommitAsync(Cause.System("test", time.GetUtcNow()), default);
    }

    private async Task<SentCard?> FindAsync(string id)
    {
        await using var work = services.GetRequiredService<IDocumentStore>().Begin();
        return await work.FindAsync<SentCard>(id, default);
    }

    private Task<IReadOnlyList<BuriedEnvelope>> BuriedAsync() => services.GetRequiredService<IEnvelopeQueue>().BuriedAsync(QueueName.Outbox, default);

    private Task<int> DrainAsync() => services.GetRequiredService<OutboxWorker>().DrainAsync(default);
}
