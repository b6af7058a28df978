using CollabBot.Simulators.Feishu;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CollabBot.BrowserTests;

/// <summary>Somebody connects Feishu in the browser, from the playground to the last light, against a strict local platform.</summary>
public sealed class ConnectPageTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Direct = "oc_p2p_lina";

    // After saving, the service starts anew; the page waits for it by itself
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 30_000 };
#pragma warning disable RS0030 // Browsers and platforms run on the wall clock
    private static readonly TimeProvider Time = TimeProvider.System;
#pragma warning restore RS0030

    private FeishuSimulator platform = null!;
    private EventMaker maker = null!;
    private RunningService service = null!;

    [SetUp]
    public async Task Start()
    {
        platform = await FeishuSimulator.StartAsync(new FeishuWorld(), Time, CancellationToken.None);
        maker = new EventMaker(platform.World, Time);
        service = await RunningService.StartAsync(settings: new Dictionary<string, string> { ["Feishu:BaseUrl"] = platform.Address });
    }

    [TearDown]
    public async Task Stop()
    {
        await service.DisposeAsync();
        await platform.DisposeAsync();
    }

    [Test]
    public async Task From_pasted_credentials_to_green_lights()
    {
        platform.App.Callbacks = [];
        platform.World.Withheld["im:message.p2p_msg:readonly"] = true;
        var visitor = await Visitor.ArriveAsync(service.Address);
        await visitor.OpenAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "接入飞书" }).ClickAsync();
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("把 CollabBot 接到你们的飞书");
        await Looks.RightAsync(visitor, "ways");

        // A slip is told, and the secret does not come back with it
        await PasteAsync(visitor, platform.World.AppId, "not-the-secret");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("10015");
        Assert.That(await visitor.Page.ContentAsync(), Does.Not.Contain("not-the-secret"));
        await PasteAsync(visitor, platform.World.AppId, platform.World.AppSecret);

        await Expect(Light(visitor, "credentials", "green")).ToBeVisibleAsync(Patience);
        Assert.That(platform.Gateway.Connections, Is.EqualTo(1), "the console saves the long connection only while it is open");
        await Expect(Light(visitor, "scopes", "red")).ToContainTextAsync("im:message.p2p_msg:readonly 收到单聊里的话");
        await Expect(Light(visitor, "button", "red")).ToContainTextAsync("200340");
        await Expect(Light(visitor, "event", "amber")).ToBeVisibleAsync();
        await Expect(Light(visitor, "group", "red")).ToBeVisibleAsync();
        await Looks.RightAsync(visitor, "lights");
        var link = await visitor.Page.Locator("[data-step=scopes] a").GetAttributeAsync("href");
        Assert.That(link, Does.StartWith($"{platform.Address}/app/{platform.World.AppId}/auth?q=im%3Amessage.p2p_msg%3Areadonly"));

        // The switches are put right in the console, and each is tried again
        platform.App.Callbacks = ["card.action.trigger"];
        platform.World.Withheld.Clear();
        platform.Chats.Chats.Add(new SimChat("oc_strategy", "战略项目群", [(Lina, "李娜")]));
        await AgainAsync(visitor, "scopes", "green");
        await AgainAsync(visitor, "button", "amber");
        await AgainAsync(visitor, "group", "green");

        // Li Na pings; the light turns without anybody touching the page
        for (var i = 0; i < 4; i++)
            await SayAsync("ping");
        await Expect(Light(visitor, "event", "green")).ToBeVisibleAsync(Patience);
        await Expect(Light(visitor, "connection", "green")).ToBeVisibleAsync(Patience);

        // A card is asked for on the page, and its button pressed in the chat
        var before = platform.Desk.Messages.Count;
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "给我发一张带按钮的卡片" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("卡片发出去了");
        while (platform.Desk.Messages.Count == before)
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time, CancellationToken.None);
        var card = SeenCard.Of(platform.Desk.Messages[^1]);
        Assert.That(card.Buttons.Select(b => b.Label), Does.Contain("按一下"));
        await platform.Gateway.DeliverAsync(
            maker.CardAction(new SimPress(Direct, platform.Desk.Messages[^1].MessageId, Lina, new System.Text.Json.Nodes.JsonObject { ["line"] = "检查 按钮", ["chat"] = "p2p" })), CancellationToken.None);
        await Expect(visitor.Page.Locator(".lights li.green")).ToHaveCountAsync(9, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await Expect(visitor.Page.Locator(".steps li.done")).ToHaveCountAsync(4);
        await Looks.RightAsync(visitor, "green");
        Assert.That(await visitor.Page.ContentAsync(), Does.Not.Contain(platform.World.AppSecret));
        Assert.That(visitor.Complaints.Where(c => !c.Contains("ERR_", StringComparison.Ordinal)), Is.Empty, "a restart only breaks a poll");
    }

    [Test]
    public async Task An_app_is_made_by_scanning_a_code_on_a_phone_sized_page()
    {
        platform.Registration.Interval = 1;
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844, "en-US");
        await visitor.OpenAsync("/connect/feishu");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show the code" }).ClickAsync();
        await Expect(visitor.Page.GetByAltText("QR code that creates the app")).ToBeVisibleAsync();
        await Looks.RightAsync(visitor, "scan");
        platform.Registration.Approve();
        await Expect(Light(visitor, "credentials", "green")).ToBeVisibleAsync(Patience);
        await Looks.RightAsync(visitor, "phone");
        Assert.That(await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send me a card with a button" }).CountAsync(), Is.EqualTo(1), "who scanned is known");
    }

    [Test]
    public async Task Who_may_not_create_apps_is_told_another_way()
    {
        platform.Registration.Interval = 1;
        var visitor = await Visitor.ArriveAsync(service.Address);
        await visitor.OpenAsync("/connect/feishu");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "出示二维码" }).ClickAsync();
        await visitor.Page.GetByText("提示要管理员才能创建？").ClickAsync();
        await Expect(visitor.Page.Locator("blockquote")).ToContainTextAsync("请管理员打开");
        platform.Registration.Deny();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("请管理员建好应用", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await Expect(visitor.Page.GetByLabel("App ID")).ToBeVisibleAsync();
    }

    private static async Task PasteAsync(Visitor visitor, string id, string secret)
    {
        await visitor.Page.GetByLabel("App ID").FillAsync(id);
        await visitor.Page.GetByLabel("App Secret").FillAsync(secret);
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "验证并接入" }).ClickAsync();
    }

    private static ILocator Light(Visitor visitor, string key, string colour) => visitor.Page.Locator($"[data-light={key}].{colour}");

    private static async Task AgainAsync(Visitor visitor, string key, string becomes)
    {
        await visitor.Page.Locator($"[data-light={key}]").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "再测一次" }).ClickAsync();
        await Expect(Light(visitor, key, becomes)).ToBeVisibleAsync(Patience);
    }

    private async Task SayAsync(string text)
    {
        var said = maker.Message(new SimText(Direct, false, Lina, text));
        platform.Heard.Hear(said);
        Assert.That((await platform.Gateway.DeliverAsync(said, CancellationToken.None)).Code, Is.EqualTo(200));
    }
}
