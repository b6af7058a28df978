using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CollabBot.BrowserTests;

/// <summary>A form on a page of its own, on a phone: what is said there is in no chat.</summary>
public sealed class FormPageTests
{
    private const string Words = "周三评审时需求改了三次，希望当天同步客服";

    private RunningService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await RunningService.StartAsync(withPublicUrl: true);

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Anonymous_feedback_is_filled_in_once_outside_the_chat()
    {
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844);
        await visitor.OpenAsync("/?as=lina&chat=direct-lina");
        await visitor.SayAsync("反馈");
        var link = await visitor.Page.Locator(".card a.button[href*='/forms/']").GetAttributeAsync("href");

        var page = await visitor.Page.Context.NewPageAsync();
        await page.GotoAsync(link!);
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
        await page.GetByLabel("想说什么").FillAsync(Words);
        await page.GetByLabel("给谁").SelectOptionAsync(new SelectOptionValue { Label = "张伟" });
        await page.GetByLabel("署名还是匿名").SelectOptionAsync(new SelectOptionValue { Label = "匿名" });
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("已提交");

        await Expect(visitor.Page.Locator(".message").Last).ToContainTextAsync("没有记你是谁");
        await Expect(visitor.Page.Locator("body")).Not.ToContainTextAsync(Words);

        await page.GotoAsync(link!);
        await Expect(page.Locator("h1")).ToHaveTextAsync("这个链接用不了了");
        Assert.That(visitor.Complaints, Is.Empty);
    }
}
