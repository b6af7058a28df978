using System.Text.Json.Nodes;
using CollabBot.Core.Features;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Feishu.Tasks;

/// <summary>The whole service between a chat and a task list in Feishu: what is promised in the group stands in the list, and a tick there comes back to the group.</summary>
[CancelAfter(60_000)]
public sealed class ToDoSpineTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private const string Group = "oc_strategy";
    private TempFolder folder = null!;
    private FeishuSimulator simulator = null!;
    private EventMaker maker = null!;
    private WebApplication service = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new TempFolder();
        simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, CancellationToken.None);
        maker = new EventMaker(simulator.World, TestTime.Real);
        var world = simulator.World;
        service = Service.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Feishu:BaseUrl", simulator.Address, "--Feishu:Receive", "Webhook", "--Team:ToDos", "true",
            "--Feishu:AppId", world.AppId, "--Feishu:AppSecret", world.AppSecret, "--Feishu:EncryptKey", world.EncryptKey, "--Feishu:VerificationToken", world.VerificationToken,
        ]);
    }

    [TearDown]
    public async Task Stop()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    [TestCase("task.task.updated_v1")]
    [TestCase("task.task.update_user_access_v2")]
    public async Task A_promise_stands_in_the_list_and_a_tick_there_keeps_it(string type, CancellationToken cancel)
    {
        simulator.App.Grant("task:task:write");
        await service.StartAsync(cancel);
        await PromiseAsync("给大客户发致歉信", cancel);
        await UntilAsync(() => simulator.Tasks.All.Count == 1, cancel);
        var task = simulator.Tasks.All[0];
        Assert.That((task.Assignee, task.Summary, task.AllDay), Is.EqualTo((Zhang, "给大客户发致歉信（A-1）", true)));
        Assert.That(task.Description, Does.Contain("行动 兑现 #A-1"));
        await UntilAsync(() => simulator.Tasks.Subscriptions == 1, cancel);

        simulator.Tasks.Tick(task.Id);
        var ticked = type == "task.task.updated_v1"
            ? new JsonObject { ["task_id"] = task.Id, ["obj_type"] = 5 }
            : new JsonObject { ["task_guid"] = task.Id, ["event_types"] = new JsonArray("task_completed_update") };
        await PostAsync(maker.Other(type, ticked), cancel);
        await UntilAsync(() => simulator.Desk.Messages.Any(m => m.ChatId == Group && m.Updates > 0 && SeenCard.Of(m).Text.Contains("A-1 兑现了", StringComparison.Ordinal)), cancel);
        Assert.That(simulator.Calls.Count(c => c is { Method: "PATCH" } && c.Path.Contains("/task/", StringComparison.Ordinal)), Is.Zero, "what is ticked there is not ticked again");
    }

    [Test]
    public async Task A_missing_permission_is_one_red_light_and_no_second_call(CancellationToken cancel)
    {
        await service.StartAsync(cancel);
        await PromiseAsync("给大客户发致歉信", cancel);
        await UntilAsync(() => Creations == 1, cancel);
        Finding? light = null;
        await UntilAsync(async () => (light = await LightAsync(cancel)) is { Healthy: false }, cancel);
        Assert.That(light!.Sentence, Does.Contain("task:task:write").And.Not.Contain("{"));

        await PromiseAsync("整理报价", cancel);
        await PromiseAsync("补发票", cancel);
        await UntilAsync(() => simulator.Desk.Messages.Any(m => SeenCard.Of(m).Text.Contains("A-3", StringComparison.Ordinal)), cancel);
        Assert.That(Creations, Is.EqualTo(1));
    }

    private int Creations => simulator.Calls.Count(c => c is { Method: "POST", Path: "/open-apis/task/v2/tasks" });

    private async Task<Finding?> LightAsync(CancellationToken cancel)
    {
        foreach (var check in service.Services.GetServices<IDoctorCheck>().Where(c => c.GetType().Name == "ToDosDoctor"))
            return (await check.CheckAsync(cancel)).Single();
        return null;
    }

    private async Task PromiseAsync(string what, CancellationToken cancel) => await PostAsync(
        maker.Message(new SimText(Group, true, Lina, $"@_user_1 行动 {what} @_user_2 3天内") { Mentions = [(simulator.World.BotOpenId, "协同助手"), (Zhang, "张伟")] }), cancel);

    private async Task PostAsync(JsonObject happened, CancellationToken cancel)
    {
        if (happened["event"]!["message"] is { } message)
            simulator.Desk.Heard((string)message["message_id"]!, (string)message["chat_id"]!);
        var (status, _) = await simulator.Events.PostAsync(new Uri(service.Urls.Single() + "/feishu/events"), simulator.Events.Seal(happened), cancel);
        Assert.That(status, Is.EqualTo(200));
    }

    private static Task UntilAsync(Func<bool> enough, CancellationToken cancel) => UntilAsync(() => Task.FromResult(enough()), cancel);

    private static async Task UntilAsync(Func<Task<bool>> enough, CancellationToken cancel)
    {
        while (!await enough())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
    }
}
