using CollabBot.Conversations;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.People;

/// <summary>The lists of a company that came from an address book.</summary>
internal sealed class LongListTests
{
    [Test]
    public async Task A_large_company_is_listed_by_its_main_departments_and_a_few_names_each()
    {
        await using var stage = await ConversationStage.OpenAsync(default);
        await using (var work = stage.Services.GetRequiredService<IDocumentStore>().Begin())
        {
            for (var i = 0; i < 60; i++)
                work.Save(new Department { Id = $"d{i:d2}", Name = $"小组{i:d2}", ParentId = "product", Accounts = [$"feishu:od-{i}"], Directory = new DepartmentWord("feishu", $"小组{i:d2}", null, null) });
            for (var i = 0; i < 40; i++)
                work.Save(new Person { Id = $"p{i:d2}", Name = $"同事{i:d2}", Accounts = [$"feishu:ou_{i}"], DepartmentId = "product" });
            await work.CommitAsync(Cause.System("test", default), default);
        }

        await stage.Services.GetRequiredService<RosterSource>().ReloadAsync(default);
        var people = string.Join('\n', await stage.PlayAsync(ChatScript.Parse("王总 direct: 人员").Parts[0].Step!, default));
        var departments = string.Join('\n', await stage.PlayAsync(ChatScript.Parse("王总 direct: 部门").Parts[0].Step!, default));
        Assert.That(people, Does.Contain("同事00").And.Contain("等 42 人").And.Contain("还有 60 个下级部门").And.Not.Contain("同事20").And.Not.Contain("小组00"));
        Assert.That(departments, Does.Contain("产品部").And.Contain("还有 60 个下级部门").And.Not.Contain("小组00"));
    }
}
