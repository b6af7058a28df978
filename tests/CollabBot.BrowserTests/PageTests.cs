using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CollabBot.BrowserTests;

/// <summary>What every page keeps to, whatever the window, the words and the reader.</summary>
public sealed class PageTests
{
    private const string Hostile =
        "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script> [点我](javascript:window.hurt=1) <at id=all></at> {{ 7 * 7 }} \" onmouseover=\"window.hurt=1 hx-get=/x \u202E反\u202C";

    private RunningService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await RunningService.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [TestCase(360, 740)]
    [TestCase(390, 844)]
    [TestCase(820, 1180)]
    [TestCase(1440, 900)]
    [TestCase(1920, 1080)]
    public async Task No_page_is_wider_than_its_window(int width, int height)
    {
        var visitor = await Visitor.ArriveAsync(service.Address, width, height);
        foreach (var path in new[] { "/?as=lina", "/?as=lina&chat=product", "/?as=zhoumin&chat=direct-zhoumin&lang=en", "/wiki" })
        {
            await visitor.OpenAsync(path);
            Assert.That(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), path);
        }

        Assert.That(visitor.Complaints, Is.Empty);
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Every_word_stands_out_and_a_thumb_hits_every_button(ColorScheme scheme)
    {
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await visitor.OpenAsync("/?as=chenfeng&chat=direct-chenfeng");
        await visitor.SayAsync("目标 起草 提高满意度");
        await Expect(visitor.Page.Locator(".card-form").Last).ToBeVisibleAsync();
        foreach (var path in new[] { null, "/?as=lina", "/?as=lina&chat=product&lang=en", "/wiki", "/wiki/" + Uri.EscapeDataString("05 卡点库") })
        {
            if (path is not null)
                await visitor.OpenAsync(path);
            foreach (var pane in path?.StartsWith("/wiki", StringComparison.Ordinal) == true ? [] : new[] { "chats", "behind", "talk" })
            {
                await visitor.Page.ClickAsync($"[data-show={pane}]");
                Assert.That(await Legibility.FaintWordsAsync(visitor.Page), Is.Empty, $"{path} {pane}");
                Assert.That(await Legibility.SmallTargetsAsync(visitor.Page), Is.Empty, $"{path} {pane}");
            }

            Assert.That(await Legibility.FaintWordsAsync(visitor.Page), Is.Empty, path);
            Assert.That(await Legibility.SmallTargetsAsync(visitor.Page), Is.Empty, path);
        }
    }

    [Test]
    public async Task A_phone_reads_wide_tables_without_scrolling_them()
    {
        var visitor = await Visitor.ArriveAsync(service.Address, 360, 740);
        await visitor.OpenAsync("/wiki/" + Uri.EscapeDataString("05 卡点库"));
        var table = visitor.Page.Locator("table").First;
        await Expect(table).ToContainTextAsync("大客户续约的支付页面");
        Assert.That(await table.EvaluateAsync<int>("t => t.scrollWidth - t.clientWidth"), Is.Zero);
        Assert.That(
            await table.Locator("td").First.EvaluateAsync<string>("td => getComputedStyle(td, '::before').content"), Is.EqualTo("\"编号\""), "the heading stands beside the cell");
        await visitor.OpenAsync("/?as=xiaolin&chat=direct-xiaolin");
        await visitor.SayAsync("日历");
        var month = visitor.Page.Locator(".card-body table").Last;
        await Expect(month.Locator("th")).ToHaveCountAsync(7);
        Assert.That(await month.EvaluateAsync<int>("t => t.scrollWidth - t.clientWidth"), Is.Zero, "a week is seen as a whole");
    }

    [Test]
    public async Task A_phone_reads_a_wiki_page_first_and_its_tree_below()
    {
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844);
        await visitor.OpenAsync("/wiki/" + Uri.EscapeDataString("01 总目标与会签"));
        await Expect(visitor.Page.Locator(".doc h1")).ToBeInViewportAsync();
        await visitor.Page.Locator(".wiki-bar a[href='#tree']").ClickAsync();
        await Expect(visitor.Page.Locator(".wiki-tree a[aria-current]")).ToBeInViewportAsync();
    }

    [Test]
    public async Task A_phone_shows_one_pane_at_a_time()
    {
        var visitor = await Visitor.ArriveAsync(service.Address, 390, 844);
        await visitor.OpenAsync("/?as=xiaolin");
        await Expect(visitor.Page.Locator("#composer")).ToBeInViewportAsync();
        await Expect(visitor.Page.Locator(".behind")).ToBeHiddenAsync();
        await visitor.Page.ClickAsync("[data-show=behind]");
        await Expect(visitor.Page.Locator(".behind .jobs")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#composer")).ToBeHiddenAsync();
        await visitor.Page.ClickAsync("[data-show=chats]");
        await visitor.Page.GetByText("产品研发群").ClickAsync();
        await Expect(visitor.Page.Locator(".talk h1")).ToHaveTextAsync("产品研发群");
        await Expect(visitor.Page.Locator("#composer")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Hostile_words_stay_words_in_bubbles_cards_records_and_pages()
    {
        var visitor = await Visitor.ArriveAsync(service.Address);
        await visitor.OpenAsync("/?as=lina&chat=product");
        await visitor.SayAsync("卡点 " + Hostile + " @研发部 P2");
        await Expect(visitor.Page.Locator(".mine .bubble").Last).ToContainTextAsync("<img src=x onerror=");
        await Expect(visitor.Card("<img src=x")).ToContainTextAsync("{{ 7 * 7 }}");
        await Expect(visitor.Page.Locator(".records")).ToContainTextAsync("<img src=x");
        await visitor.Page.HoverAsync(".mine .bubble >> nth=-1");
        await visitor.OpenAsync("/wiki/" + Uri.EscapeDataString("05 卡点库"));
        Assert.That(await visitor.Page.EvaluateAsync<bool>("'hurt' in window"), Is.False);
        Assert.That(visitor.Complaints, Is.Empty);
    }

    [Test]
    public async Task What_one_says_the_other_sees_at_once()
    {
        var lina = await Visitor.ArriveAsync(service.Address);
        var zhangwei = await Visitor.ArriveAsync(service.Address, locale: "en-GB");
        await lina.OpenAsync("/?as=lina&chat=service");
        await zhangwei.OpenAsync("/?as=zhangwei&chat=strategy");
        await Expect(zhangwei.Page.Locator(".talk h1")).ToHaveTextAsync("Strategy");
        await lina.SayAsync("大家下午好");
        var chat = zhangwei.Page.Locator(".chats li", new PageLocatorOptions { HasText = "Service desk" });
        await Expect(chat).ToContainTextAsync("大家下午好");
        await Expect(chat.Locator(".dot")).ToBeVisibleAsync();
        await chat.ClickAsync();
        await Expect(zhangwei.Page.Locator(".theirs .bubble").Last).ToHaveTextAsync("大家下午好");
    }

    [Test]
    public async Task Eight_windows_of_one_browser_all_stay_alive()
    {
        var visitor = await Visitor.ArriveAsync(service.Address);
        var windows = new List<IPage>();
        for (var i = 0; i < 8; i++)
        {
            windows.Add(await visitor.Page.Context.NewPageAsync());
            await windows[i].GotoAsync(service.Address + "/?as=wang&chat=service");
        }

        await windows[0].CloseAsync();
        await windows[7].FillAsync("#composer textarea", "八个窗口");
        await windows[7].PressAsync("#composer textarea", "Enter");
        foreach (var window in windows[1..])
            await Expect(window.Locator(".mine .bubble").Last).ToHaveTextAsync("八个窗口");
    }

    [Test]
    public async Task A_post_without_the_pages_token_changes_nothing()
    {
        var visitor = await Visitor.ArriveAsync(service.Address);
        await visitor.OpenAsync();
        var answer = await visitor.Page.APIRequest.PostAsync(
            service.Address + "/playground/say?as=wang&chat=service",
            new APIRequestContextOptions { Form = visitor.Page.APIRequest.CreateFormData().Set("text", "伪造") });
        Assert.That(answer.Status, Is.EqualTo(400));
        await visitor.OpenAsync("/?as=wang&chat=service");
        await Expect(visitor.Page.Locator("#messages")).Not.ToContainTextAsync("伪造");
    }

    [Test]
    public async Task A_foreign_name_for_this_machine_is_refused()
    {
        var visitor = await Visitor.ArriveAsync(service.Address);
        foreach (var path in new[] { "/", "/wiki", "/playground/stream" })
        {
            var answer = await visitor.Page.APIRequest.GetAsync(
                service.Address + path, new APIRequestContextOptions { Headers = [KeyValuePair.Create("Host", "evil.example")] });
            Assert.That(answer.Status, Is.EqualTo(403), path);
        }
    }
}
