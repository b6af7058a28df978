using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace CollabBot.Tests.DingTalk.Todo;

/// <summary>The whole service between a chat and a to-do list in DingTalk.</summary>
[CancelAfter(60_000)]
internal sealed class ToDoServiceTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "manager4220", Lina = "manager1001", Union = "unionZhangiEiE";
    private TempFolder folder = null!;
    private DingTalkSimulator simulator = null!;
    private DingTalkCallbacks callbacks = null!;
    private WebApplication service = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new TempFolder();
        var world = new DingTalkWorld
        {
            Groups = { [Group] = [Zhang, Lina] },
            People = { [Zhang] = "张伟", [Lina] = "李娜" },
            Staff = { [Zhang] = new SimulatedStaff(Union, true, 1), [Lina] = new SimulatedStaff("unionLinaiEiE", true, 1) },
        };
        world.Scopes.UnionWith(["Todo.Todo.Write", "Todo.Todo.Read"]);
        simulator = await DingTalkSimulator.StartAsync(world, TestTime.Real);
        callbacks = new DingTalkCallbacks(simulator);
        service = Service.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Team:ToDos", "true",
            "--DingTalk:ClientId", world.ClientId, "--DingTalk:ClientSecret", world.ClientSecret, "--DingTalk:ApiBaseUrl", simulator.BaseUrl, "--DingTalk:OapiBaseUrl", simulator.BaseUrl,
        ]);
    }

    [TearDown]
    public async Task Stop()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        callbacks.Dispose();
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task A_claimed_blocker_stands_in_the_list_and_a_tick_there_only_asks_how(CancellationToken cancel)
    {
        await service.StartAsync(cancel);
        await simulator.Stream.OpenedAsync(1, cancel);
        await SayAsync(Zhang, "张伟", "帮助", cancel);
        await UntilAsync(() => simulator.Delivered.Count == 1, cancel);
        await SayAsync(Lina, "李娜", "卡点 支付流程BUG不改 @张伟 3天内", cancel);
        await UntilAsync(() => Shown("B-1"), cancel);
        await SayAsync(Zhang, "张伟", "卡点 认领 #B-1", cancel);
        await UntilAsync(() => simulator.ToDos.Count == 1, cancel);
        var todo = simulator.ToDos[0];
        Assert.That((todo.Owner, todo.Subject), Is.EqualTo((Union, "解开卡点：支付流程BUG不改（B-1）")));
        Assert.That(todo.Fields.Single(), Does.Contain("卡点 解除 #B-1"));
        Assert.That(todo.DueTime, Is.Not.Null);

        simulator.Tick(todo.TaskId);
        await simulator.Stream.HappenAsync("todo_task_update", "e-tick", new JsonObject { ["unionIdList"] = new JsonArray(Union), ["bizTag"] = "sim", ["taskId"] = todo.TaskId }, cancel);
        await UntilAsync(() => simulator.Delivered.Any(d => d.Chat == Zhang && DingTalkEyes.Look(d) is var seen && seen.Text.Contains("在待办里勾掉了", StringComparison.Ordinal) && seen.Buttons.Any(b => b.EndsWith("卡点 解除 #B-1", StringComparison.Ordinal))), cancel);
        await SayAsync(Lina, "李娜", "卡点 看 #B-1", cancel);
        await UntilAsync(() => simulator.Delivered.Any(d => d.Chat == Group && DingTalkEyes.Look(d).Text is var text && text.Contains("已认领", StringComparison.Ordinal) && text.Contains("B-1", StringComparison.Ordinal)), cancel);
        Assert.That(simulator.Delivered.Select(d => DingTalkEyes.Look(d).Text), Has.None.Contain("已解除").And.None.Contain("待验收"));
    }

    [Test]
    public async Task What_is_done_here_is_ticked_there_and_what_is_handed_over_leaves_the_list(CancellationToken cancel)
    {
        await service.StartAsync(cancel);
        await simulator.Stream.OpenedAsync(1, cancel);
        await SayAsync(Zhang, "张伟", "帮助", cancel);
        await UntilAsync(() => simulator.Delivered.Count == 1, cancel);
        await SayAsync(Lina, "李娜", "行动 给大客户发致歉信 @张伟 3天内", cancel);
        await SayAsync(Lina, "李娜", "卡点 支付流程BUG不改 @张伟", cancel);
        await UntilAsync(() => simulator.ToDos.Count == 1 && Shown("B-1"), cancel);
        await SayAsync(Zhang, "张伟", "卡点 认领 #B-1", cancel);
        await UntilAsync(() => simulator.ToDos.Count == 2, cancel);
        await SayAsync(Zhang, "张伟", "行动 兑现 #A-1", cancel);
        await SayAsync(Zhang, "张伟", "卡点 转给 #B-1 @李娜", cancel);
        await UntilAsync(() => simulator.ToDos is [{ Done: true, Subject: "给大客户发致歉信（A-1）" }], cancel);
    }

    private bool Shown(string words) => simulator.Delivered.Any(d => DingTalkEyes.Look(d).Text.Contains(words, StringComparison.Ordinal));

    private async Task SayAsync(string who, string name, string text, CancellationToken cancel) =>
        Assert.That((await simulator.Stream.DeliverAsync(callbacks.Message(new Saying(Group, who, name, text)), cancel))?.Code, Is.EqualTo(200));

    private static async Task UntilAsync(Func<bool> enough, CancellationToken cancel)
    {
        while (!enough())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
    }
}
