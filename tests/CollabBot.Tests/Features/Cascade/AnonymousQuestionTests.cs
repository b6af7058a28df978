using CollabBot.Conversations;
using CollabBot.Core.Storage;
using CollabBot.Features.Cascade;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.Cascade;

/// <summary>A question reaches the head; who asked is nowhere: not in its row, not in the ledger, not in the asker's own record.</summary>
internal sealed class AnonymousQuestionTests
{
    private const string Script = """
        at 2026-09-23 15:00
        王总 direct: 目标 起草 把 NPS 从 40 提升到 50 分 数据源:客服系统 口径:季度末问卷 12-31 @产品部
        张伟 direct: 目标 会签 #G-1 我担保
        张伟 direct: 目标 翻译 #G-1 人话：用户愿意推荐我们 岗位：产品经理：每个需求先打三个用户电话
        小林 direct: 视线 没看懂 #G-1 用户电话从哪里来
        """;

    [Test]
    public async Task Nothing_that_is_stored_of_a_question_names_who_asked()
    {
        var cancel = TestContext.CurrentContext.CancellationToken;
        await using var stage = await ConversationStage.OpenAsync(cancel);
        foreach (var part in ChatScript.Parse(Script).Parts)
            await stage.PlayAsync(part.Step!, cancel);

        var store = stage.Services.GetRequiredService<IDocumentStore>();
        var (id, row) = (await store.RawAsync("linequestions", cancel)).Single();
        Assert.That(row, Does.Contain("用户电话从哪里来").And.Not.Contain("xiaolin").And.Not.Contain("小林"));
        Assert.That((await store.HistoryAsync("linequestions", id, cancel)).Select(e => e.ActorId), Is.All.Null);
        Assert.That((await store.RawAsync("sights", cancel)).Values.Single(), Does.Contain("\"ack\":\"none\""), "the asker looks like somebody who has not answered");
        Assert.That(typeof(LineQuestion).GetProperties().Select(p => p.Name), Is.SubsetOf(new[] { "Id", "Version", "TranslationId", "Role", "Text", "Passed" }));
    }
}
