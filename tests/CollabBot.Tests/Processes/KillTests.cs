using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Processes;

/// <summary>kill -9 in the middle of real work, against the real process, the real store and a strict platform.</summary>
internal sealed class KillTests
{
    private const int Messages = 200;
    private const int KilledAfter = 70;

    [Test]
    [CancelAfter(180_000)]
    public async Task Every_acknowledged_message_is_answered_exactly_once_though_the_process_is_killed(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var http = new HttpClient(new SocketsHttpHandler());
        var world = new FeishuWorld();
        await using var platform = await FeishuSimulator.StartAsync(world, TestTime.Real, cancel);
        var maker = new EventMaker(world, TestTime.Real);
        var events = Enumerable.Range(0, Messages).Select(i => maker.Message(Text(i))).ToList();
        var acknowledged = new ConcurrentDictionary<int, bool>();

        await using (var doomed = ServiceProcess.Start(folder.Path, Settings(platform, world)))
        {
            await doomed.UntilLiveAsync(http, cancel);
            var sending = DeliverAsync(platform, doomed, events, Enumerable.Range(0, Messages), acknowledged, cancel);
            while (acknowledged.Count < KilledAfter)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TestTime.Real, cancel);
            await doomed.KillAsync();
            await sending;
        }

        Assert.That(acknowledged, Has.Count.InRange(KilledAfter, Messages - 1), "the kill must fall into the middle");

        await using var risen = ServiceProcess.Start(folder.Path, Settings(platform, world));
        await risen.UntilLiveAsync(http, cancel);
        // The platform delivers again what was not acknowledged, and, to be mean, everything else once more as well
        await DeliverAsync(platform, risen, events, Enumerable.Range(0, Messages), acknowledged, cancel);
        Assert.That(acknowledged, Has.Count.EqualTo(Messages));

        var ids = events.Select(MessageId).ToHashSet(StringComparer.Ordinal);
        while (Answered(platform, ids) < Messages)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestTime.Real, cancel);
        await Task.Delay(TimeSpan.FromSeconds(1), TestTime.Real, cancel);

        var replies = platform.Desk.Messages.Where(m => m.ReplyTo is not null && ids.Contains(m.ReplyTo)).GroupBy(m => m.ReplyTo!).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(replies, Has.Count.EqualTo(Messages), "messages answered");
            Assert.That(replies.Where(r => r.Count() > 1).Select(r => r.Key), Is.Empty, "messages answered twice");
        }
    }

    private static SimText Text(int i) => new(
        "oc_" + (i % 10).ToString("x32", CultureInfo.InvariantCulture), true, "ou_" + (i % 25).ToString("x32", CultureInfo.InvariantCulture), $"/blocker 第 {i} 件事卡住了");

    private static Dictionary<string, string> Settings(FeishuSimulator platform, FeishuWorld world) => new()
    {
        ["Feishu:AppId"] = world.AppId,
        ["Feishu:AppSecret"] = world.AppSecret,
        ["Feishu:EncryptKey"] = world.EncryptKey,
        ["Feishu:VerificationToken"] = world.VerificationToken,
        ["Feishu:Receive"] = "Webhook",
        ["Feishu:BaseUrl"] = platform.Address,
    };

    private static async Task DeliverAsync(
        FeishuSimulator platform, ServiceProcess service, List<JsonObject> events, IEnumerable<int> which, ConcurrentDictionary<int, bool> acknowledged, CancellationToken cancel)
    {
        var webhook = new Uri(service.Address + "/feishu/events");
        await Parallel.ForEachAsync(which, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, async (i, token) =>
        {
            try
            {
                var (status, _) = await platform.Events.PostAsync(webhook, platform.Events.Seal(events[i]), token);
                if (status == 200)
                    acknowledged[i] = true;
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
            {
                // Killed before it answered: not acknowledged
            }
        });
    }

    private static string MessageId(JsonObject happened) => happened["event"]!["message"]!["message_id"]!.GetValue<string>();

    private static int Answered(FeishuSimulator platform, HashSet<string> ids) =>
        platform.Desk.Messages.Where(m => m.ReplyTo is not null && ids.Contains(m.ReplyTo)).Select(m => m.ReplyTo).Distinct().Count();
}
