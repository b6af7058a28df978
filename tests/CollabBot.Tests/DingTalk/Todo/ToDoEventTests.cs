using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk.Todo;

/// <summary>Which changes of to-dos are worth looking at.</summary>
internal sealed class ToDoEventTests
{
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [TestCase("todo_task_update", """{"unionIdList":["u"],"bizTag":"b","taskId":"task98"}""")]
    [TestCase("todo_task_delete", """{"unionIdList":["u"],"bizTag":"b","taskId":"task98"}""")]
    [TestCase("todo_task_update", """{"UnionIdList":["u"],"BizTag":"b","TaskId":"task98"}""")]
    public void Changed_and_deleted_ones_are_looked_at(string type, string body)
    {
        var message = ((WebhookVerdict.Accept)Read(type, body)!).Message;
        Assert.That(((Happening.ToDoTouched)message.Happened!).TaskIds, Is.EqualTo(new[] { "task98" }));
        Assert.That((message.Place.Platform, message.SenderId), Is.EqualTo(("dingtalk", "")));
    }

    [TestCase("todo_task_create", """{"unionIdList":["u"],"taskId":"task98"}""")]
    [TestCase("todo_task_update", """{"unionIdList":["u"]}""")]
    public void New_ones_and_broken_events_are_taken_and_left(string type, string body) => Assert.That(Read(type, body), Is.InstanceOf<WebhookVerdict.Ignore>());

    private WebhookVerdict? Read(string type, string body) =>
        bench.Services.GetRequiredService<EventReader>().Read(new DingTalkEvent(type, "e1", JsonElement.Parse(body), bench.Time.GetUtcNow()), "ok");
}
