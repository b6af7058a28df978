using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Official;

/// <summary>The simulator's to-do lists, judged by DingTalk's own generated client.</summary>
internal sealed class DingTalkToDoClientTests
{
    private const string Zhang = "manager4220", Union = "unionZhangiEiE";

    [Test]
    [CancelAfter(180_000)]
    public async Task Its_calls_are_served_and_its_mistakes_refused(CancellationToken cancel)
    {
        var world = new DingTalkWorld { People = { [Zhang] = "张伟" }, Staff = { [Zhang] = new SimulatedStaff(Union, true, 1) } };
        world.Scopes.UnionWith(["Todo.Todo.Write", "Todo.Todo.Read"]);
        await using var simulator = await DingTalkSimulator.StartAsync(world, TestTime.Real);
        var plan = new JsonObject { ["endpoint"] = new Uri(simulator.BaseUrl).Authority, ["appKey"] = world.ClientId, ["appSecret"] = world.ClientSecret, ["union"] = Union, ["staff"] = Zhang };
        await using var client = await NodeScript.StartAsync("dingtalk", "todo.cjs", plan, cancel);
        var said = await client.NextAsync(cancel);

        string Code(string name) => $"{said[name]!["code"]} {said[name]!["text"]}";
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)said["create"]!["body"]!["id"], Does.StartWith("task"), said["create"]!.ToJsonString());
            Assert.That(Code("create again"), Does.StartWith("todo.taskCreate.paramError").And.Contain("task existed sourceId is B-1"));
            foreach (var name in new[] { "by staff id", "without a link", "too long", "past" })
                Assert.That(Code(name), Does.StartWith("todo.taskCreate.paramError"), name);
            Assert.That(said["open"]!["body"]!["todoCards"]!.AsArray().Select(c => (string?)c!["sourceId"]), Is.EqualTo(new[] { "B-1" }));
            Assert.That((bool?)said["update"]!["body"]!["result"], Is.True, said["update"]!.ToJsonString());
            Assert.That(said["done"]!["body"]!["todoCards"]!.AsArray().Select(c => ((string?)c!["subject"], (bool?)c["isDone"])), Is.EqualTo(new (string?, bool?)[] { ("Fix it now", true) }));
            Assert.That((bool?)said["delete"]!["body"]!["result"], Is.True);
            Assert.That(Code("delete again"), Does.Contain("task not exist"));
            Assert.That(Code("update what is gone"), Does.StartWith("todo.taskUpdate.paramError").And.Contain("task not exist"));
        }
    }
}
