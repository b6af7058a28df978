using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.DingTalk;

/// <summary>The real executable between both of DingTalk's ways in and both ways out.</summary>
internal sealed class DingTalkServiceTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "manager4220";

    [Test]
    [CancelAfter(120_000)]
    public async Task What_comes_by_stream_or_by_callback_is_answered_once_in_its_chat(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var http = new HttpClient(new SocketsHttpHandler());
        var world = new DingTalkWorld { Groups = { [Group] = [Zhang] }, People = { [Zhang] = "张伟" } };
        await using var platform = await DingTalkSimulator.StartAsync(world, TestTime.Real);
        using var callbacks = new DingTalkCallbacks(platform);
        await using var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string>
        {
            ["DingTalk:ClientId"] = world.ClientId,
            ["DingTalk:ClientSecret"] = world.ClientSecret,
            ["DingTalk:ApiBaseUrl"] = platform.BaseUrl,
            ["DingTalk:OapiBaseUrl"] = platform.BaseUrl,
        });
        await service.UntilLiveAsync(http, cancel);
        await platform.Stream.OpenedAsync(1, cancel);

        var streamed = callbacks.Message(new Saying(Group, Zhang, "张伟", "卡点 支付流程[BUG](https://evil.example)不改 周五前 P1"));
        Assert.That((await platform.Stream.DeliverAsync(streamed, cancel))?.Code, Is.EqualTo(200));
        var card = await UntilAsync(platform, 1, cancel);
        var seen = DingTalkEyes.Look(card);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((card.Way, card.Chat), Is.EqualTo(("sendBySession", Group)));
            Assert.That(seen.Text, Does.Contain("B-1").And.Contain("支付流程[BUG](https://evil.example)不改"));
            Assert.That(seen.Links, Is.Empty);
            Assert.That(seen.Buttons, Is.Not.Empty);
        }

        var robot = new Uri(service.Address + "/dingtalk/robot");
        var direct = callbacks.Sign(callbacks.Message(new Saying("cidDirect==", Zhang, "张伟", "我的", Direct: true)));
        Assert.That(await callbacks.PostAsync(robot, direct, cancel), Is.EqualTo((200, """{"msgtype":"empty"}""")));
        Assert.That((await UntilAsync(platform, 2, cancel)).Chat, Is.EqualTo(Zhang));

        // The same again, both ways, and a forgery
        await callbacks.PostAsync(robot, direct, cancel);
        await callbacks.PostAsync(robot, callbacks.Sign(streamed), cancel);
        await platform.Stream.DeliverAsync(streamed, cancel);
        var forged = direct with { Headers = new Dictionary<string, string>(direct.Headers) { ["sign"] = "AAAA" } };
        Assert.That((await callbacks.PostAsync(robot, forged, cancel)).Status, Is.EqualTo(401));

        var last = callbacks.Message(new Saying(Group, Zhang, "张伟", "卡点 列表"));
        await platform.Stream.DeliverAsync(last, cancel);
        Assert.That(DingTalkEyes.Look(await UntilAsync(platform, 3, cancel)).Text, Does.Contain("B-1").And.Not.Contain("B-2"));
        Assert.That(platform.Delivered, Has.Count.EqualTo(3));
    }

    private static async Task<DeliveredMessage> UntilAsync(DingTalkSimulator platform, int count, CancellationToken cancel)
    {
        while (platform.Delivered.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        return platform.Delivered[count - 1];
    }
}
