using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CollabBot.BrowserTests;

/// <summary>Somebody connects DingTalk in the browser, from the playground to the last light, against a strict local platform.</summary>
public sealed class ConnectDingTalkTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "manager4220";

    // What a poll that a restart or a form cut off complains of
    private static readonly string[] Poll = ["ERR_", "htmx:sendError", "htmx:afterRequest"];

    // After saving, the service starts anew; the page waits for it by itself
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };
#pragma warning disable RS0030 // Browsers and platforms run on the wall clock
    private static readonly TimeProvider Time = TimeProvider.System;
#pragma warning restore RS0030

    private DingTalkSimulator platform = null!;
    private DingTalkCallbacks callbacks = null!;
    private RunningService service = null!;

    [SetUp]
    public async Task Start()
    {
        var world = new DingTalkWorld { Groups = { [Group] = [Zhang] }, People = { [Zhang] = "张伟" }, Staff = { [Zhang] = new SimulatedStaff("union-zhang", true, 10) }, Departments = { [10] = new SimulatedDepartment("产品部", 1, Zhang) } };
        platform = await DingTalkSimulator.StartAsync(world, Time);
        callbacks = new DingTalkCallbacks(platform);
        service = await RunningService.StartAsync(settings: new Dictionary<string, string> { ["DingTalk:ApiBaseUrl"] = platform.BaseUrl, ["DingTalk:OapiBaseUrl"] = platform.BaseUrl });
    }

    [TearDown]
    public async Task Stop()
    {
        await service.DisposeAsync();
        callbacks.Dispose();
        await platform.DisposeAsync();
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task From_pasted_credentials_to_green_lights(CancellationToken cancel)
    {
        platform.World.Scopes.Remove("qyapi_get_department_list");
        var visitor = await Visitor.ArriveAsync(service.Address);
        await visitor.OpenAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "接入钉钉" }).ClickAsync();
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("把 CollabBot 接到你们的钉钉");
        await Looks.RightAsync(visitor, "dingtalk-ways");

        // A slip is told, and the secret does not come back with it
        await PasteAsync(visitor, "not-the-secret");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("invalidClientIdOrSecret");
        Assert.That(await visitor.Page.ContentAsync(), Does.Not.Contain("not-the-secret"));
        await PasteAsync(visitor, platform.World.ClientSecret);

        await Expect(Light(visitor, "credentials", "green")).ToBeVisibleAsync(Patience);
        await platform.Stream.OpenedAsync(1, cancel);
        await Expect(Light(visitor, "stream", "amber")).ToBeVisibleAsync(Patience);
        await Expect(Light(visitor, "directory", "red")).ToContainTextAsync("qyapi_get_department_list 读部门和负责人");
        await Looks.RightAsync(visitor, "dingtalk-lights");
        Assert.That(
            await visitor.Page.Locator("[data-step=scopes] a").First.GetAttributeAsync("href"), Is.EqualTo($"https://open-dev.dingtalk.com/appscope/apply?content={platform.World.ClientId}%23qyapi_robot_sendmsg"));

        // The permission is granted and tried again
        platform.World.Scopes.Add("qyapi_get_department_list");
        await visitor.Page.Locator("[data-light=directory]").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "再测一次" }).ClickAsync();
        await Expect(Light(visitor, "directory", "green")).ToBeVisibleAsync(Patience);

        // Zhang Wei pings in the group; the lights turn without anybody touching the page
        await SayAsync("ping", direct: false, cancel);
        foreach (var key in new[] { "stream", "robot", "message", "version", "group", "quota" })
            await Expect(Light(visitor, key, "green")).ToBeVisibleAsync(Patience);

        // A card is asked for on the page, and its button says its line in the chat
        await SentAsync(visitor, "给我发一张带按钮的卡片", "消息发出去了", m => m.Way == "oToMessages/batchSend" && m.Chat == Zhang, cancel);
        await SayAsync("检查 按钮", direct: true, cancel);
        await Expect(Light(visitor, "button", "green")).ToBeVisibleAsync(Patience);

        // So is a line that answers nobody
        await SentAsync(visitor, "往最近的群里发一条", "发了一条", m => m.Way == "groupMessages/send" && m.Chat == Group, cancel);
        await platform.Stream.HappenAsync("user_add_org", "event-1", new JsonObject { ["userId"] = new JsonArray("new1") }, cancel);
        await Expect(visitor.Page.Locator(".lights li.green")).ToHaveCountAsync(12, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await Expect(visitor.Page.Locator(".steps li.done")).ToHaveCountAsync(5);
        await Looks.RightAsync(visitor, "dingtalk-green");
        Assert.That(await visitor.Page.ContentAsync(), Does.Not.Contain(platform.World.ClientSecret));
        Assert.That(visitor.Complaints.Where(c => !Poll.Any(p => c.Contains(p, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public async Task On_a_phone_and_in_english_one_goes_from_platform_to_platform()
    {
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844, "en-US");
        await visitor.OpenAsync("/connect/dingtalk");
        await Expect(visitor.Page.GetByLabel("Client Secret")).ToBeVisibleAsync();
        await Looks.RightAsync(visitor, "dingtalk-phone");
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Feishu", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByLabel("App Secret")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "DingTalk", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Connect CollabBot to your DingTalk");
        var answer = await visitor.Page.APIRequest.GetAsync(service.Address + "/connect/elsewhere");
        Assert.That(answer.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_robot_is_made_by_scanning_a_code_and_who_may_not_is_told_another_way()
    {
        platform.Registration.Interval = 1;
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844);
        await visitor.OpenAsync("/connect/dingtalk");
        await visitor.Page.GetByText("扫不了？在后台手工建").ClickAsync();
        await Expect(visitor.Page.Locator(".howto li")).ToHaveCountAsync(3);
        await Looks.RightAsync(visitor, "dingtalk-by-hand");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "出示二维码" }).ClickAsync();
        await Expect(visitor.Page.GetByAltText("创建机器人的二维码")).ToBeVisibleAsync();
        await visitor.Page.GetByText("提示没有权限创建？").ClickAsync();
        await Expect(visitor.Page.Locator("blockquote")).ToContainTextAsync("请管理员打开 https://open-dev.dingtalk.com/openapp/registration/openClaw?user_code=CBOT-2026");
        await Looks.RightAsync(visitor, "dingtalk-scan");
        platform.Registration.Deny();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请管理员建好应用", new LocatorAssertionsToContainTextOptions { Timeout = 45_000 });
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "出示二维码" }).ClickAsync();
        await Expect(visitor.Page.GetByAltText("创建机器人的二维码")).ToBeVisibleAsync();
        platform.Registration.Approve();
        await Expect(Light(visitor, "credentials", "green")).ToBeVisibleAsync(Patience);
    }

    private async Task PasteAsync(Visitor visitor, string secret)
    {
        await visitor.Page.GetByLabel("Client ID", new PageGetByLabelOptions { Exact = false }).First.FillAsync(platform.World.ClientId);
        await visitor.Page.GetByLabel("Client Secret").FillAsync(secret);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "验证并接入" }).ClickAsync();
    }

    private async Task SentAsync(Visitor visitor, string button, string note, Func<DeliveredMessage, bool> isIt, CancellationToken cancel)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(note);
        while (!platform.Delivered.Any(isIt))
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time, cancel);
    }

    private async Task SayAsync(string text, bool direct, CancellationToken cancel) =>
        Assert.That((await platform.Stream.DeliverAsync(callbacks.Message(new Saying(direct ? "cidDirect==" : Group, Zhang, "张伟", text, direct)), cancel))?.Code, Is.EqualTo(200));

    private static ILocator Light(Visitor visitor, string key, string colour) => visitor.Page.Locator($"[data-light={key}].{colour}");
}
