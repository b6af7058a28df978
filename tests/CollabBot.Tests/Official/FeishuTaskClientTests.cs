using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Official;

/// <summary>The simulator's tasks in the eyes of <c>@larksuiteoapi/node-sdk</c>.</summary>
[CancelAfter(120_000)]
public sealed class FeishuTaskClientTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";

    [Test]
    public async Task Its_calls_are_served_and_refused_as_the_platform_does(CancellationToken cancel)
    {
        await using var simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, cancel);
        simulator.App.Grant("task:task:write");
        var plan = new JsonObject { ["appId"] = simulator.World.AppId, ["appSecret"] = simulator.World.AppSecret, ["domain"] = simulator.Address, ["person"] = Lina };
        await using var script = await NodeScript.StartAsync("feishu", "tasks.cjs", plan, cancel);
        var seen = await script.NextAsync(cancel);

        string? Of(string step, string field) => (string?)seen[step]!["data"]!["task"]![field];
        (int, int) Refusal(string step) => ((int?)seen[step]!["status"] ?? 0, (int?)seen[step]!["code"] ?? 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of("create", "guid"), Is.Not.Empty, seen["create"]!.ToJsonString());
            Assert.That(Of("createAgain", "guid"), Is.EqualTo(Of("create", "guid")), "one client token is one task");
            Assert.That((Of("patch", "summary"), seen["patch"]!["data"]!["task"]!["due"]), Is.EqualTo(("Unblock it", (JsonNode?)null)), "a field that is named and not given is emptied");
            Assert.That(Of("complete", "completed_at"), Is.EqualTo("1767000000001"));
            Assert.That(Refusal("completeAgain"), Is.EqualTo((400, 1470400)));
            Assert.That(Of("get", "status"), Is.EqualTo("done"));
            foreach (var step in new[] { "noSummary", "longSummary", "seconds", "userId", "shortToken", "unknownField" })
                Assert.That(Refusal(step), Is.EqualTo((400, 1470400)), step);
            Assert.That((int?)seen["delete"]!["code"], Is.Zero);
            Assert.That(Refusal("deleteAgain"), Is.EqualTo((404, 1470404)));
            Assert.That((int?)seen["subscribe"]!["code"], Is.Zero);
        }
    }
}
