using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;

namespace CollabBot.Tests.Feishu.Tasks;

/// <summary>Which changes of tasks are worth looking at.</summary>
internal sealed class TaskEventTests
{
    private const string Task = "626cf808-4c26-4f27-9da8-01f2eb73d717";
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [TestCase("""{"task_id":"626cf808-4c26-4f27-9da8-01f2eb73d717","obj_type":5}""")]
    [TestCase("""{"task_id":"626cf808-4c26-4f27-9da8-01f2eb73d717","obj_type":7}""")]
    public void Completed_and_deleted_ones_are_looked_at(string body) => AssertTouched(Read("task.task.updated_v1", body));

    [TestCase("""{"task_guid":"626cf808-4c26-4f27-9da8-01f2eb73d717","event_types":["task_summary_update","task_completed_update"]}""")]
    [TestCase("""{"task_guid":"626cf808-4c26-4f27-9da8-01f2eb73d717","event_types":["task_deleted"]}""")]
    public void So_they_are_by_the_newer_event(string body) => AssertTouched(Read("task.task.update_user_access_v2", body));

    [TestCase("task.task.updated_v1", """{"task_id":"626cf808-4c26-4f27-9da8-01f2eb73d717","obj_type":1}""")]
    [TestCase("task.task.updated_v1", """{"task_id":"626cf808-4c26-4f27-9da8-01f2eb73d717","obj_type":"5"}""")]
    [TestCase("task.task.updated_v1", """{"obj_type":5}""")]
    [TestCase("task.task.update_user_access_v2", """{"task_guid":"626cf808-4c26-4f27-9da8-01f2eb73d717","event_types":["task_create"]}""")]
    [TestCase("task.task.update_user_access_v2", """{"task_guid":"626cf808-4c26-4f27-9da8-01f2eb73d717"}""")]
    [TestCase("task.task.update_user_access_v2", """{"event_types":["task_deleted"]}""")]
    public void Other_changes_and_broken_events_are_taken_and_left(string type, string body) => Assert.That(Read(type, body), Is.InstanceOf<WebhookVerdict.Ignore>());

    private WebhookVerdict Read(string type, string body) => bench.Read(bench.Simulator.Events.Seal(bench.Maker.Other(type, (JsonObject)JsonNode.Parse(body)!)));

    private static void AssertTouched(WebhookVerdict verdict)
    {
        Assert.That(verdict, Is.InstanceOf<WebhookVerdict.Accept>());
        var message = ((WebhookVerdict.Accept)verdict).Message;
        Assert.That(((Happening.ToDoTouched)message.Happened!).TaskIds, Is.EqualTo(new[] { Task }));
        Assert.That((message.Place.Platform, message.SenderId), Is.EqualTo(("feishu", "")));
    }
}
