using CollabBot.Conversations;
using CollabBot.Core.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.SyncDay;

internal sealed class GroupDoctorTests
{
    [Test]
    public async Task A_sync_day_in_a_group_the_bot_was_put_out_of_is_red_until_it_is_back()
    {
        await using var stage = await ConversationStage.OpenAsync(default);
        Assert.That(await FindAsync(stage), Is.Empty);
        await PlayAsync(stage, "* 李娜 removes the bot from 战略项目群");
        var lost = await FindAsync(stage);
        Assert.That(lost.Single().Healthy, Is.False);
        Assert.That(lost.Single().Sentence, Does.Contain("2026-11-23 09:00").And.Contain("SyncDay:Group").And.Not.Contain("{"));
        await PlayAsync(stage, "* 李娜 adds the bot to 战略项目群");
        Assert.That(await FindAsync(stage), Is.Empty);
    }

    private static Task PlayAsync(ConversationStage stage, string line) => stage.PlayAsync(ChatScript.Parse(line).Parts[0].Step!, default);

    private static async Task<IReadOnlyList<Finding>> FindAsync(ConversationStage stage)
    {
        var findings = new List<Finding>();
        foreach (var check in stage.Services.GetServices<IDoctorCheck>().Where(c => c.GetType().Name == "GroupDoctor"))
            findings.AddRange(await check.CheckAsync(default));
        return findings;
    }
}
