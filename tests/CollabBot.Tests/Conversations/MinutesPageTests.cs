using CollabBot.Conversations;
using CollabBot.Core.Time;
using CollabBot.Core.Wiki;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations;

/// <summary>The minutes as a page of the knowledge base, written by the real publisher into the folder wiki.</summary>
internal sealed class MinutesPageTests
{
    private ConversationStage stage = null!;

    private string Page => Path.Combine(stage.Directory, "wiki", "协同日纪要", "2026-W49.md");

    [SetUp]
    public async Task OpenAsync() => stage = await ConversationStage.OpenAsync(CancellationToken.None);

    [TearDown]
    public async Task CloseAsync() => await stage.DisposeAsync();

    [Test]
    public async Task Publishing_again_changes_what_differs_and_keeps_what_people_wrote()
    {
        await PlayAsync(
            """
            at 2026-11-30 10:00
            王总 in 战略项目群: 协同日 现在
            王总 in 战略项目群: 决议 支付改版周四全量
            李娜 in 战略项目群: 卡点 支付流程BUG不改 @产品部 12-04 P1
            王总 in 战略项目群: 协同日 发布
            """);
        var first = await File.ReadAllTextAsync(Page);
        await File.WriteAllTextAsync(Page, first.TrimEnd('\n') + "\n\n会后补充:灰度名单见附件。\n");

        await PlayAsync(
            """
            周敏 in 战略项目群: 卡点 退款接口超时 @研发部 12-02 P1
            王总 in 战略项目群: 协同日 发布
            """);
        var second = await File.ReadAllTextAsync(Page);

        Assert.That(first, Does.Contain("D-1").And.Contain("B-1").And.Not.Contain("B-2"));
        Assert.That(second, Does.Contain("D-1").And.Contain("退款接口超时").And.Contain("会后补充:灰度名单见附件。"));
        Assert.That(second.Split("决议").Length, Is.EqualTo(first.Split("决议").Length), "nothing stands there twice");
    }

    [Test]
    public async Task A_page_stays_as_it_was_published_whatever_happens_later()
    {
        await PlayAsync(
            """
            at 2026-11-30 10:00
            李娜 in 战略项目群: 卡点 支付流程BUG不改 @产品部 12-04 P1
            王总 in 战略项目群: 协同日 发布
            """);
        var published = await File.ReadAllTextAsync(Page);

        await PlayAsync("李娜 in 战略项目群: 卡点 解除 #B-1 已回滚");

        Assert.That(await File.ReadAllTextAsync(Page), Is.EqualTo(published));
    }

    [Test]
    public async Task A_meeting_that_is_not_published_has_no_page()
    {
        await PlayAsync("at 2026-11-30 10:00\n王总 in 战略项目群: 协同日 现在");

        Assert.That(File.Exists(Page), Is.False);
    }

    private async Task PlayAsync(string script)
    {
        foreach (var step in ChatScript.Parse(script).Parts.Select(p => p.Step).OfType<ChatStep>())
            await stage.PlayAsync(step, CancellationToken.None);

        // Changes of a page are gathered for a moment; a minute later they are due
        var clock = stage.Services.GetRequiredService<TeamClock>();
        var later = clock.Local(clock.Now).AddMinutes(1);
        await stage.PlayAsync(ChatScript.Parse($"at {later:yyyy-MM-dd HH:mm}").Parts[0].Step!, CancellationToken.None);
        await stage.Services.GetRequiredService<PagePublisher>().DrainAsync(CancellationToken.None);
    }
}
