using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.DingTalk;

/// <summary>The real executable and a simulated organisation: what happens there without a word has its effect, and a crash shows nothing twice without saying so.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DingTalkCompanyTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "zhangwei", Li = "lina", Xiao = "xiaolin";
    private readonly TempFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private readonly DingTalkWorld world = new() { Groups = { [Group] = [Zhang, Li] }, CallsPerSecond = 0 };
    private DingTalkSimulator platform = null!;
    private DingTalkCallbacks callbacks = null!;

    [SetUp]
    public async Task Start()
    {
        world.Departments[10] = new SimulatedDepartment("产品部", 1, Li);
        world.Departments[20] = new SimulatedDepartment("销售部", 1, Zhang);
        foreach (var (id, name, department) in new[] { (Li, "李娜", 10L), (Zhang, "张伟", 20L), (Xiao, "小林", 10L) })
        {
            world.People[id] = name;
            world.Staff[id] = new SimulatedStaff("union-" + id, true, department);
        }

        platform = await DingTalkSimulator.StartAsync(world, TestTime.Real);
        callbacks = new DingTalkCallbacks(platform);
    }

    [TearDown]
    public async Task Stop()
    {
        callbacks.Dispose();
        http.Dispose();
        await platform.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_happens_in_the_organisation_has_its_effect(CancellationToken cancel)
    {
        await using var service = await RunAsync(1, cancel);

        // The address book told departments and heads before anybody spoke
        await SayAsync("人员 协同官 @李娜", Li, cancel);
        await UntilAsync(Group, "李娜", cancel);
        await SayAsync("卡点 支付流程BUG不改 @销售部 周五前", Li, cancel);
        var card = await UntilAsync(Group, "B-1", cancel);
        Assert.That(DingTalkEyes.Look(card).Text, Does.Contain("张伟").And.Contain("@我 再发"));

        await HappenAsync("chat_add_member", "e-1", $$"""{"openConversationId":"{{Group}}","operator":"{{Li}}","userId":["{{Xiao}}"],"unionId":["u"]}""", cancel);
        await UntilAsync(Xiao, "先读我", cancel);
        await HappenAsync("user_leave_org", "e-2", $$"""{"timeStamp":"1","userId":["{{Zhang}}"]}""", cancel);
        Assert.That(DingTalkEyes.Look(await UntilAsync(Li, "张伟", cancel)).Text, Does.Contain("销售部"));
        // The same door by HTTP, encrypted
        var pushed = callbacks.Seal(JsonNode.Parse("""{"EventType":"chat_disband","eventId":"e-3","openConversationId":"cidOther==","operator":"x"}""")!);
        var (status, body) = await callbacks.PostAsync(new Uri(service.Address + "/dingtalk/events"), pushed, cancel);
        Assert.That((status, callbacks.Open(body)), Is.EqualTo((200, "success")));
        await UntilAsync(Li, "cidOther", cancel);

        var empty = callbacks.Message(new Saying(Group, Li, "李娜", "x"));
        empty.Remove("text");
        (empty["errorCode"], empty["errorMessage"]) = (20001, "quota");
        Assert.That((await platform.Stream.DeliverAsync(empty, cancel))?.Code, Is.EqualTo(200));
        await UntilAsync(Li, "本月额度用完了", cancel);

        var picture = callbacks.Message(new Saying("cidDirect==", Li, "李娜", "x", Direct: true));
        (picture["msgtype"], picture["content"]) = ("picture", JsonNode.Parse("""{"downloadCode":"x"}"""));
        await platform.Stream.DeliverAsync(picture, cancel);
        await UntilAsync(Li, "文字", cancel);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Killed_while_it_waits_for_the_answer_it_sends_again_and_says_so(CancellationToken cancel)
    {
        await using (var doomed = await RunAsync(1, cancel))
        {
            await SayAsync("帮助", Li, cancel);
            await UntilAsync(Group, "帮", cancel);
            platform.Withhold("/robot/sendBySession");
            await SayAsync("卡点 支付流程BUG不改", Li, cancel);
            await UntilAsync(Group, "B-1", cancel);
            await doomed.KillAsync();
        }

        await using var risen = await RunAsync(2, cancel);
        await UntilAsync(Group, "可能重复", cancel);
        await SayAsync("卡点 列表", Li, cancel);
        await UntilAsync(Group, "1 条卡点", cancel, 4);
        var shown = platform.Delivered.Where(d => d.Chat == Group).Select(d => DingTalkEyes.Look(d).Text).ToList();
        Assert.That(shown.Select(t => (t.Contains("B-1", StringComparison.Ordinal), t.Contains("可能重复", StringComparison.Ordinal))), Is.EqualTo(new[] { (false, false), (true, false), (true, true), (true, false) }),
            "help, the blocker, the blocker again with a word about it, the list; the help is not repeated");
    }

    private async Task<ServiceProcess> RunAsync(int connections, CancellationToken cancel)
    {
        var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string>
        {
            ["DingTalk:ClientId"] = world.ClientId,
            ["DingTalk:ClientSecret"] = world.ClientSecret,
            ["DingTalk:ApiBaseUrl"] = platform.BaseUrl,
            ["DingTalk:OapiBaseUrl"] = platform.BaseUrl,
            ["DingTalk:EventToken"] = world.EventToken,
            ["DingTalk:EventAesKey"] = world.EventAesKey,
        });
        await service.UntilLiveAsync(http, cancel);
        await platform.Stream.OpenedAsync(connections, cancel);
        while (!service.Output.Contains(connections == 1 ? "3 people and 2 departments" : "stream is open", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        return service;
    }

    private async Task SayAsync(string text, string who, CancellationToken cancel) =>
        Assert.That((await platform.Stream.DeliverAsync(callbacks.Message(new Saying(Group, who, world.People[who], text)), cancel))?.Code, Is.EqualTo(200));

    private async Task HappenAsync(string type, string id, string fields, CancellationToken cancel) =>
        Assert.That((await platform.Stream.HappenAsync(type, id, JsonNode.Parse(fields)!, cancel))?.Data, Does.Contain("SUCCESS"));

    /// <summary>The first message in the chat with these words, once there are so many messages.</summary>
    private async Task<DeliveredMessage> UntilAsync(string chat, string words, CancellationToken cancel, int count = 1)
    {
        while (true)
        {
            var there = platform.Delivered.Where(d => d.Chat == chat).ToList();
            if (there.Count >= count && there.FirstOrDefault(d => DingTalkEyes.Look(d).Text.Contains(words, StringComparison.Ordinal)) is { } found)
                return found;
            if (cancel.IsCancellationRequested)
                Assert.Fail($"nobody said {words} in {chat}: {string.Join("\n---\n", platform.Delivered.Select(d => $"{d.Chat}: {DingTalkEyes.Look(d).Text}"))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, CancellationToken.None);
        }
    }
}
