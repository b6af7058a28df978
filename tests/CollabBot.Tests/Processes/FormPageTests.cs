using System.Net;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Processes;

/// <summary>DingTalk has no forms in messages: the real service gives each asker a page of their own, once.</summary>
internal sealed class FormPageTests
{
    private const string Group = "cidWar+Room/1==", Direct = "cidDirect==", Zhang = "manager4220";
    private readonly TempFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly DingTalkWorld world = new() { Groups = { [Group] = [Zhang] }, People = { [Zhang] = "张伟" } };
    private DingTalkSimulator platform = null!;
    private DingTalkCallbacks callbacks = null!;
    private ServiceProcess service = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        platform = await DingTalkSimulator.StartAsync(world, TestTime.Real);
        callbacks = new DingTalkCallbacks(platform);
        service = ServiceProcess.Start(folder.Path, new Dictionary<string, string>
        {
            ["DingTalk:ClientId"] = world.ClientId,
            ["DingTalk:ClientSecret"] = world.ClientSecret,
            ["DingTalk:Receive"] = "Webhook",
            ["DingTalk:ApiBaseUrl"] = platform.BaseUrl,
            ["DingTalk:OapiBaseUrl"] = platform.BaseUrl,
            ["Web:PublicUrl"] = "https://bot.example.com",
        });
        await service.UntilLiveAsync(http, default);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await service.DisposeAsync();
        callbacks.Dispose();
        await platform.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_form_asked_for_in_a_group_comes_by_direct_message_works_once_and_answers_in_the_group(CancellationToken cancel)
    {
        var before = platform.Delivered.Count;
        await SayAsync(Group, "卡点", direct: false, cancel);
        var shown = await UntilAsync(before + 2, cancel);
        var public_ = DingTalkEyes.Look(shown.Single(m => m.Chat == Group));
        Assert.That(public_.Text, Does.Contain("私信"));
        Assert.That(public_.Buttons.Concat(public_.Links), Is.Empty, "nobody else may fill it in");

        var page = PageOf(shown.Single(m => m.Chat == Zhang));
        var html = await http.GetStringAsync(page, cancel);
        Assert.That(html, Does.Contain("张伟").And.Contain("name=\"f.text\"").And.Not.Contain("<script"));

        // Empty, it comes back with the fields; the link is still good
        var empty = await PostAsync(page, [], cancel);
        Assert.That(empty, Does.Contain("name=\"f.text\""));
        var done = await PostAsync(page, new() { ["f.text"] = "支付流程BUG不改", ["f.severity"] = "P1" }, cancel);
        Assert.That(done, Does.Contain("已提交"));
        var answer = (await UntilAsync(before + 3, cancel))[^1];
        Assert.That(answer.Chat, Is.EqualTo(Group));
        var card = DingTalkEyes.Look(answer);
        Assert.That(card.Text, Does.Contain("B-1").And.Contain("支付流程BUG不改"));

        using var again = await http.PostAsync(page, new FormUrlEncodedContent(new Dictionary<string, string> { ["f.text"] = "再来一次" }), cancel);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_link_is_dead_when_it_is_not_whole_and_its_page_is_locked_down(CancellationToken cancel)
    {
        var before = platform.Delivered.Count;
        await SayAsync(Direct, "反馈", direct: true, cancel);
        var page = PageOf((await UntilAsync(before + 1, cancel))[^1]);
        using var whole = await http.GetAsync(page, cancel);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(whole.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(whole.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(whole.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(whole.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"));
        }

        Assert.That(await whole.Content.ReadAsStringAsync(cancel), Does.Contain("不经过聊天记录"));
        using var cut = await http.GetAsync(new Uri(page.AbsoluteUri[..^1]), cancel);
        Assert.That(cut.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        using var huge = await http.PostAsync(page, new FormUrlEncodedContent(new Dictionary<string, string> { ["f.text"] = new('长', 40_000) }), cancel);
        Assert.That(huge.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await PostAsync(page, new() { ["f.text"] = new('a', 31_000) }, cancel), Does.Contain("三万字"));
    }

    private async Task<string> PostAsync(Uri page, Dictionary<string, string> fields, CancellationToken cancel)
    {
        using var answer = await http.PostAsync(page, new FormUrlEncodedContent(fields), cancel);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await answer.Content.ReadAsStringAsync(cancel);
    }

    // The public address leads to a proxy in front of the service; here there is none
    private Uri PageOf(DeliveredMessage message)
    {
        var button = DingTalkEyes.Look(message).Buttons.Single();
        Assert.That(button, Does.StartWith("打开填写 → https://bot.example.com/forms/"));
        return new Uri(service.Address + button[button.IndexOf("/forms/", StringComparison.Ordinal)..]);
    }

    private async Task SayAsync(string chat, string text, bool direct, CancellationToken cancel)
    {
        var signed = callbacks.Sign(callbacks.Message(new Saying(chat, Zhang, "张伟", text, Direct: direct)));
        Assert.That((await callbacks.PostAsync(new Uri(service.Address + "/dingtalk/robot"), signed, cancel)).Status, Is.EqualTo(200));
    }

    private async Task<IReadOnlyList<DeliveredMessage>> UntilAsync(int count, CancellationToken cancel)
    {
        while (platform.Delivered.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        return [.. platform.Delivered];
    }
}
