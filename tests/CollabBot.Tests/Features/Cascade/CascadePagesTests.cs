using CollabBot.Conversations;
using CollabBot.Core.Storage;
using CollabBot.Features.Cascade;
using CollabBot.Playground;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.Cascade;

/// <summary>A page for the department, a sheet for each role, and a coverage that names nobody.</summary>
internal sealed class CascadePagesTests
{
    private const string Script = """
        at 2026-09-23 15:00
        王总 in 战略项目群: 目标 起草 把 NPS 从 40 提升到 50 分 数据源:客服系统 口径:季度末问卷 12-31 @产品部
        张伟 direct: 目标 会签 #G-1 我担保
        张伟 direct: 目标 翻译 #G-1 人话：用户愿意推荐我们 岗位：产品经理：每个需求先打三个用户电话；保洁：展厅周三前擦完
        小林 direct: 视线 岗位 产品经理
        小林 direct: 视线 懂了 #G-1
        """;

    [Test]
    public async Task The_department_and_each_role_have_a_page()
    {
        var cancel = TestContext.CurrentContext.CancellationToken;
        await using var stage = await ConversationStage.OpenAsync(cancel);
        await PlayAsync(stage, Script, cancel);

        await using var work = stage.Services.GetRequiredService<IDocumentStore>().Begin();
        var pages = new TranslationPages();
        var translation = (await work.ListAsync(Translations.Of("G-1"), cancel)).Single();
        Assert.That(pages.PathsFor(translation), Is.EqualTo(new[] { "02 部门翻译/产品部", "02 部门翻译/产品部/产品经理", "02 部门翻译/产品部/保洁" }));
        Assert.That(pages.PathsFor(translation with { WrittenFor = 0 }), Is.Empty, "no words, no page");
        Assert.That(await pages.DrawAsync("02 部门翻译/产品部", work, cancel), Is.InstanceOf<TranslationPage>());
        Assert.That((await pages.DrawAsync("02 部门翻译/产品部/保洁", work, cancel) as RolePage)?.Line, Is.EqualTo(new RoleLine("保洁", "展厅周三前擦完")));
        Assert.That(await pages.DrawAsync("02 部门翻译/产品部/没有", work, cancel), Is.Null);
        Assert.That(await pages.DrawAsync("02 部门翻译/产品部/保洁/更深", work, cancel), Is.Null);
    }

    [Test]
    public async Task The_coverage_in_a_group_names_nobody()
    {
        var cancel = TestContext.CurrentContext.CancellationToken;
        await using var stage = await ConversationStage.OpenAsync(cancel);
        await PlayAsync(stage, Script, cancel);

        var said = await PlayAsync(stage, "小林 in 战略项目群: @协同助手 目标 覆盖 #G-1", cancel);

        Assert.That(said, Has.Some.Contains("穿透到哪儿了"));
        foreach (var person in PlaygroundTeam.People)
            Assert.That(said, Has.None.Contains(person.Name));
    }

    private static async Task<IReadOnlyList<string>> PlayAsync(ConversationStage stage, string script, CancellationToken cancel)
    {
        IReadOnlyList<string> last = [];
        foreach (var part in ChatScript.Parse(script).Parts)
            last = await stage.PlayAsync(part.Step!, cancel);
        return last;
    }
}
