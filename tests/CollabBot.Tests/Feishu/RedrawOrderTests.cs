using System.Globalization;
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
using CollabBot.Simulators.Feishu;
using CollabBot.Storage.LiteDb;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.Feishu;

/// <summary>Many pictures of few cards at once, over a platform that stumbles: what a card shows only ever gets newer.</summary>
[CancelAfter(60_000)]
public sealed class RedrawOrderTests
{
    private const int Pictures = 25;
    private static readonly string[] Chats = ["oc_a", "oc_b", "oc_c"];
    private FeishuBench bench = null!;
    private ServiceProvider services = null!;

    [SetUp]
    public async Task Start()
    {
        bench = await FeishuBench.StartAsync();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new Pulse(TestTime.Real))
            .AddSingleton(new TeamClock(bench.Time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), WorkCalendar.China()))
            .AddInMemoryStorage()
            .AddSingleton(bench.Platform)
            .AddSingleton(Options.Create(new TeamOptions()))
            .AddSingleton<PlatformRegistry>()
            .AddSingleton<RosterSource>()
            .AddSingleton(Phrasebook.Load(new TemplateFiles([typeof(Blocker).Assembly], null)))
            .AddSingleton<StewardNotices>()
            .AddSingleton<PlatformPauses>()
            .AddSingleton<OutboxWorker>()
            .BuildServiceProvider();
    }

    [TearDown]
    public async Task Stop()
    {
        await services.DisposeAsync();
        await bench.DisposeAsync();
    }

    [Test]
    public async Task An_older_picture_never_wins(CancellationToken cancel)
    {
        foreach (var chat in Chats)
            await SendFirstAsync(chat, cancel);
        await DrainAsync(cancel);

        for (var i = 1; i <= Pictures; i++)
        {
            foreach (var chat in Chats)
                await PutAsync($"{chat}-{i}", chat, Post(chat, i) with { Redraw = true }, cancel);
        }

        bench.Simulator.Faults.Answer(FeishuReply.Fail(230020, "This operation triggers the frequency limit."), times: 6);
        bench.Simulator.Faults.LoseAnswer(times: 6);
        bench.Simulator.Faults.Answer(FeishuReply.Card(new CardFault(11310, "ROOT", "card action is lock")), times: 6);
        bench.Simulator.Faults.Answer(FeishuReply.Fail(500, "internal error", 500), times: 6);
        for (var rounds = 0; (await DepthAsync(cancel)).Waiting > 0; rounds++)
        {
            Assert.That(rounds, Is.LessThan(100), "the outbox gets empty");
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DrainAsync(cancel), cancel)));
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        foreach (var message in bench.Simulator.Desk.Messages)
        {
            var shown = message.Before.Append(message.Content).Select(Number).ToList();
            Assert.That(shown, Is.Ordered.Ascending);
            Assert.That(shown[^1], Is.EqualTo(Pictures));
        }

        Assert.That(bench.Simulator.Desk.Messages, Has.Count.EqualTo(Chats.Length));
    }

    private static int Number(System.Text.Json.Nodes.JsonObject card) =>
        int.Parse(SeenCard.Of(new SimMessage("", "", "interactive", card, null, null)).Text.TrimEnd(), CultureInfo.InvariantCulture);

    private async Task SendFirstAsync(string chat, CancellationToken cancel)
    {
        await using var work = services.GetRequiredService<IDocumentStore>().Begin();
        work.Save(new SentCard { Id = chat, Key = "k", Platform = "feishu", Place = Group(chat), Locale = "zh-CN", SentAt = bench.Time.GetUtcNow() });
        await work.CommitAsync(Cause.System("test", bench.Time.GetUtcNow()), cancel);
        await PutAsync(chat + "-0", chat, Post(chat, 0), cancel);
    }

    private static Place Group(string chat) => new("feishu", chat, PlaceKind.Group);

    private static Post Post(string chat, int picture) =>
        new("feishu", Card.Line(picture.ToString(CultureInfo.InvariantCulture)), "zh-CN") { Place = Group(chat), SentCardId = chat };

    private async Task PutAsync(string key, string chat, Post post, CancellationToken cancel) => await services.GetRequiredService<IEnvelopeQueue>().PutAsync(
        new Envelope(key, QueueName.Outbox, Group(chat).ToString(), CollabBot.Core.Delivery.Post.Kind, JsonSerializer.Serialize(post, DocumentJson.Options), bench.Time.GetUtcNow()), [], cancel);

    private Task<QueueDepth> DepthAsync(CancellationToken cancel) => services.GetRequiredService<IEnvelopeQueue>().DepthAsync(QueueName.Outbox, cancel);

    private Task<int> DrainAsync(CancellationToken cancel) => services.GetRequiredService<OutboxWorker>().DrainAsync(cancel);
}
