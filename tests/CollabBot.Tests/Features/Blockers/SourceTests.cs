using CollabBot.Conversations;
using CollabBot.Core.Storage;
using CollabBot.Features.Blockers;
using CollabBot.Playground;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.Blockers;

/// <summary>A blocker and the message it was made from, where the platform tells nothing of an edit.</summary>
internal sealed class SourceTests
{
    private ConversationStage stage = null!;

    [SetUp]
    public async Task Open()
    {
        stage = await ConversationStage.OpenAsync(default);
        await PlayAsync("at 2026-11-25 09:00");
        await PlayAsync("小林 in 战略项目群: @协同助手 卡点 支付流程BUG不改 @张伟");
    }

    [TearDown]
    public async Task Close() => await stage.DisposeAsync();

    [Test]
    public async Task An_edit_within_two_hours_is_found_by_looking_again()
    {
        await PlayAsync("at 2026-11-25 09:20");
        await EditAsync("@协同助手 卡点 支付和退款流程BUG都不改 @张伟");
        var shown = await PlayAsync("advance to 2026-11-25 09:31");
        Assert.That(shown, Does.Contain("> 支付和退款流程BUG都不改").And.Contain("[用新的话](<cmd:卡点 采用修改 #B-1>)"));
        Assert.That(await PlayAsync("advance to 2026-11-25 11:30"), Is.Empty, "once is enough");
    }

    [Test]
    public async Task A_message_that_is_left_alone_changes_nothing() => Assert.That(await PlayAsync("advance to 2026-11-25 12:00"), Is.Empty);

    [Test]
    public async Task After_two_hours_nobody_looks_any_more()
    {
        await PlayAsync("advance to 2026-11-25 12:00");
        await EditAsync("@协同助手 卡点 支付和退款流程BUG都不改 @张伟");
        Assert.That(await PlayAsync("advance to 2026-11-25 18:00"), Has.None.Contains("支付和退款流程"));
    }

    private Task<IReadOnlyList<string>> PlayAsync(string line) => stage.PlayAsync(ChatScript.Parse(line).Parts[0].Step!, default);

    private async Task EditAsync(string text)
    {
        await using var work = stage.Services.GetRequiredService<IDocumentStore>().Begin();
        var id = (await work.FindAsync<Blocker>("B-1", default))!.SourceId!;
        await stage.Services.GetRequiredService<PlaygroundTranscript>().EditAsync(id["playground:".Length..], text, default);
    }
}
