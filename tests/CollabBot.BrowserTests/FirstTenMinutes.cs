using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CollabBot.BrowserTests;

/// <summary>The story the playground tells a newcomer, step by step, against the real process.</summary>
public sealed class FirstTenMinutes
{
    private const string Blocker = "支付流程BUG不改";

    private RunningService service = null!;
    private Visitor visitor = null!;

    [SetUp]
    public async Task Start()
    {
        service = await RunningService.StartAsync();
        visitor = await Visitor.ArriveAsync(service.Address);
        await visitor.OpenAsync();
    }

    [TearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task A_blocker_goes_from_reported_to_accepted_a_goal_is_signed_and_monday_brings_the_minutes()
    {
        await Expect(visitor.Page.Locator("#composer textarea")).ToHaveValueAsync("卡点 支付流程BUG不改，下月200万回款危险 @产品部 周五前 P1");
        await visitor.Page.PressAsync("#composer textarea", "Enter");
        await Expect(visitor.Card(Blocker)).ToContainTextAsync("待响应");
        await Expect(visitor.Page.Locator(".records")).ToContainTextAsync(Blocker);

        await visitor.Page.Locator(".tour a").ClickAsync();
        await visitor.PressAsync(Blocker, "我来认领");
        await Expect(visitor.Card(Blocker)).ToContainTextAsync("张伟认领了");

        await visitor.PressAsync(Blocker, "解决了");
        var form = visitor.Page.Locator(".card-form").Last;
        await form.Locator("textarea").FillAsync("补上了支付回调的重试");
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(visitor.Card(Blocker)).ToContainTextAsync("补上了支付回调的重试");

        await visitor.BecomeAsync("李娜");
        await visitor.PressAsync(Blocker, "验收");
        await Expect(visitor.Card(Blocker).Locator(".card")).ToContainTextAsync("李娜已验收");
        await Expect(visitor.Card(Blocker).Locator(".card")).ToHaveClassAsync("card tone-good");

        await visitor.BecomeAsync("周敏");
        await visitor.PressAsync("G-1", "我担保");
        await Expect(visitor.Card("G-1").Locator(".card")).ToContainTextAsync("该签的都签了");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "到周一 10:00" }).ClickAsync();
        await Expect(visitor.Page.Locator(".now time")).ToContainTextAsync("周一 10:0", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(visitor.Card("协同日议程")).ToContainTextAsync("大客户续约的支付页面");

        await visitor.BecomeAsync("王总");
        await visitor.SayAsync("协同日 发布");
        await visitor.OpenAsync("/wiki?lang=zh-CN");
        var minutes = visitor.Page.Locator(".wiki-tree li", new PageLocatorOptions { HasText = "协同日纪要" }).Locator("a[href*=-W]");
        await ReloadUntilAsync(minutes);
        await minutes.First.ClickAsync();
        await Expect(visitor.Page.Locator(".doc")).ToContainTextAsync("大客户续约的支付页面");
        await Expect(visitor.Page.Locator(".doc h1")).ToContainTextAsync("协同日");
        Assert.That(visitor.Complaints, Is.Empty);
    }

    // Pages are gathered for a moment before they are published
    private async Task ReloadUntilAsync(ILocator there)
    {
        for (var tries = 0; tries < 20 && await there.CountAsync() == 0; tries++)
        {
            await visitor.Page.WaitForTimeoutAsync(500);
            await visitor.Page.ReloadAsync();
        }

        await Expect(there.First).ToBeVisibleAsync();
    }
}
