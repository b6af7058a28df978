using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>The real executable with a card template: people press, by stream or by HTTP, and everybody sees what came of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CardServiceTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "zhangwei", Li = "lina", Template = DingTalkBench.Template;
    private readonly TempFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private readonly DingTalkWorld world = new() { Groups = { [Group] = [Zhang, Li] }, CallsPerSecond = 0, Templates = { [Template] = SimulatedTemplate.OfTheBot } };
    private DingTalkSimulator platform = null!;
    private DingTalkCallbacks callbacks = null!;

    [SetUp]
    public async Task Start()
    {
        world.Departments[10] = new SimulatedDepartment("产品部", 1, Li);
        world.Departments[20] = new SimulatedDepartment("销售部", 1, Zhang);
        foreach (var (id, name, department) in new[] { (Li, "李娜", 10L), (Zhang, "张伟", 20L) })
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

    [TestCase("Stream")]
    [TestCase("Webhook")]
    [CancelAfter(60_000)]
    public async Task A_press_has_the_pressers_rights_and_its_answer_shows_everybody_what_came_of_it(string receive, CancellationToken cancel)
    {
        await using var service = await RunAsync(receive, cancel);
        await SayAsync(service, receive, "卡点 支付流程BUG不改 @产品部 周五前 P1", Zhang, cancel);
        var card = await UntilCardAsync("B-1", cancel);
        Assert.That((card.Callback, card.Spaces[0]), Is.EqualTo((receive == "Stream" ? "STREAM" : "HTTP", ("IM_GROUP", Group))));

        // Not asked to: the line is Zhang's, so is the refusal, and the card stays
        var refused = await platform.Presses.PressAsync(card.Id, Zhang, "我来认领", cancel);
        Assert.That((refused.Code, refused.Applied), Is.EqualTo((200, false)), refused.Body);
        await UntilSaidAsync("李娜", "认领", cancel);
        Assert.That(card.Value("button1"), Is.EqualTo("我来认领"));

        var calls = platform.Calls.Count;
        var claimed = await platform.Presses.PressAsync(card.Id, Li, "我来认领", cancel);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((claimed.Code, claimed.Applied), Is.EqualTo((200, true)), claimed.Body + service.Output);
            Assert.That(card.Value("button1", Zhang), Is.EqualTo("解决了"));
            Assert.That(card.Value("markdown", Zhang), Does.Contain("李娜认领了"));
            Assert.That(platform.Calls.Skip(calls).Count(c => c.Method == "PUT" && c.Body.Contains($"\"{card.Id}\"", StringComparison.Ordinal)), Is.Zero, "the answer to the press brought it");
        }

        // The same press, told again before it is answered
        var press = platform.Presses.Callback(card.Id, Zhang, "我也被卡 +1");
        var both = await Task.WhenAll(platform.Presses.SendAsync(card.Id, press, cancel), platform.Presses.SendAsync(card.Id, (JsonObject)press.DeepClone(), cancel));
        Assert.That(both.Select(p => p.Code), Is.All.EqualTo(200));
        await UntilSaidAsync("B-1", "已经算上你了", cancel);
        await SayAsync(service, receive, "卡点 列表", Li, cancel);
        await UntilSaidAsync("1 条卡点", "B-1", cancel);
        Assert.That(platform.Delivered.Select(d => DingTalkEyes.Look(d, platform).Text).Count(t => t.Contains("已经算上你了", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Many_who_press_at_once_are_all_counted_and_the_last_picture_stays(CancellationToken cancel)
    {
        var crowd = Enumerable.Range(1, 12).Select(i => (Id: $"crowd{i}", Name: $"群众{"甲乙丙丁戊己庚辛壬癸子丑"[i - 1]}")).ToList();
        foreach (var (id, name) in crowd)
        {
            world.People[id] = name;
            world.Staff[id] = new SimulatedStaff("union-" + id, true, 10);
        }

        world.Groups[Group] = [Zhang, Li, .. crowd.Select(c => c.Id)];
        await using var service = await RunAsync("Stream", cancel, people: 14);
        await SayAsync(service, "Stream", "卡点 支付流程BUG不改 @销售部", Li, cancel);
        var card = await UntilCardAsync("B-1", cancel);
        var presses = await Task.WhenAll(crowd.Select(c => platform.Presses.PressAsync(card.Id, c.Id, "我也被卡 +1", cancel)));
        Assert.That(presses.Select(p => p.Code), Is.All.EqualTo(200));
        await UntilAsync(() => crowd.All(c => card.Value("markdown").Contains(c.Name, StringComparison.Ordinal)), cancel);
        var counts = card.History.Select(h => crowd.Count(c => h["markdown"].Contains(c.Name, StringComparison.Ordinal))).ToList();
        Assert.That(counts, Is.Ordered, "no picture is followed by an older one");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task While_the_template_is_refused_nothing_is_lost_and_the_log_says_so_once(CancellationToken cancel)
    {
        world.Templates[Template] = SimulatedTemplate.OfTheBot with { Published = false };
        await using var service = await RunAsync("Stream", cancel);
        await SayAsync(service, "Stream", "卡点 支付流程BUG不改 @产品部", Zhang, cancel);
        await UntilSaidAsync("B-1", "支付流程BUG不改", cancel);
        await SayAsync(service, "Stream", "卡点 发票开不出来 @产品部", Zhang, cancel);
        await UntilSaidAsync("B-2", "发票开不出来", cancel);
        Assert.That(platform.Delivered.Where(d => d.Chat == Group).Select(d => d.Type), Has.None.EqualTo("card").And.Some.EqualTo("actionCard"));
        Assert.That(service.Output.Split('\n').Count(l => l.Contains("DingTalk refuses cards", StringComparison.Ordinal)), Is.EqualTo(1), service.Output);
    }

    private async Task<ServiceProcess> RunAsync(string receive, CancellationToken cancel, int people = 2)
    {
        var address = $"http://127.0.0.1:{ServiceProcess.FreePort()}";
        var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string>
        {
            ["Urls"] = address,
            ["Web:PublicUrl"] = address,
            ["DingTalk:ClientId"] = world.ClientId,
            ["DingTalk:ClientSecret"] = world.ClientSecret,
            ["DingTalk:ApiBaseUrl"] = platform.BaseUrl,
            ["DingTalk:OapiBaseUrl"] = platform.BaseUrl,
            ["DingTalk:Receive"] = receive,
            ["DingTalk:CardTemplateId"] = Template,
        });
        await service.UntilLiveAsync(http, cancel);
        if (receive == "Stream")
            await platform.Stream.OpenedAsync(1, cancel);
        await UntilAsync(() => service.Output.Contains($"{people} people and 2 departments", StringComparison.Ordinal), cancel);
        // It is read, and known once it is stored
        for (var known = false; !known;)
        {
            var before = platform.Delivered.Count;
            await SayAsync(service, receive, "人员", Li, cancel);
            await UntilAsync(() => platform.Delivered.Count > before, cancel);
            known = DingTalkEyes.Look(platform.Delivered[before], platform).Text.Contains("产品部", StringComparison.Ordinal);
        }

        return service;
    }

    private async Task SayAsync(ServiceProcess service, string receive, string text, string who, CancellationToken cancel)
    {
        var message = callbacks.Message(new Saying(Group, who, world.People[who], text));
        var code = receive == "Stream"
            ? (await platform.Stream.DeliverAsync(message, cancel))?.Code
            : (await callbacks.PostAsync(new Uri(service.Address + "/dingtalk/robot"), callbacks.Sign(message), cancel)).Status;
        Assert.That(code, Is.EqualTo(200));
    }

    private async Task<SimulatedCard> UntilCardAsync(string words, CancellationToken cancel)
    {
        SimulatedCard? Find() => platform.Delivered.Where(d => d.Type == "card" && d.Chat == Group).Select(d => platform.Card(d.Content.GetProperty("id").GetString()!)!).FirstOrDefault(c => c.Value("title").Contains(words, StringComparison.Ordinal));
        await UntilAsync(() => Find() is not null, cancel);
        return Find()!;
    }

    private Task UntilSaidAsync(string words, string more, CancellationToken cancel) => UntilAsync(
        () => platform.Delivered.Where(d => d.Chat == Group).Select(d => DingTalkEyes.Look(d, platform).Text).Any(t => t.Contains(words, StringComparison.Ordinal) && t.Contains(more, StringComparison.Ordinal)), cancel);

    private async Task UntilAsync(Func<bool> happened, CancellationToken cancel)
    {
        while (!happened())
        {
            if (cancel.IsCancellationRequested)
                Assert.Fail($"it did not happen: {string.Join("\n---\n", platform.Delivered.Select(d => $"{d.Chat} {d.Type}: {DingTalkEyes.Look(d, platform).Text}"))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, CancellationToken.None);
        }
    }
}
