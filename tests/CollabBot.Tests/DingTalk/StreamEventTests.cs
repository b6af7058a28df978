using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Features;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class StreamEventTests
{
    private StreamHost host = null!;

    [SetUp]
    public async Task Start() => host = await StreamHost.StartAsync();

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task An_event_is_stored_under_its_own_id_and_acknowledged_as_an_event(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        var ack = await host.Gateway.HappenAsync("user_add_org", "e-1", JsonNode.Parse("""{"timeStamp":"1685501863357","userId":["user0009"]}""")!, cancel);
        Assert.That(ack, Is.EqualTo(new StreamAck(200, """{"status":"SUCCESS","message":"ok"}""")));
        var (message, key) = host.Heard.Single();
        Assert.That((message.Happened, key, message.SentAt), Is.EqualTo((new Happening.DirectoryChanged(), "e-1", host.Bench.Time.GetUtcNow())));
    }

    [Test]
    public async Task An_event_that_could_not_be_stored_is_asked_for_again_and_taken_then(CancellationToken cancel)
    {
        var tries = 0;
        host.Store = _ => ++tries == 1 ? throw new IOException("disk full") : Task.CompletedTask;
        await host.OpenAsync(cancel);
        var delivery = host.Gateway.UntilAcknowledgedAsync(c => host.Gateway.HappenAsync("user_leave_org", "e-1", JsonNode.Parse("""{"userId":"user0009"}""")!, c), cancel);
        var (ack, pushes) = await host.PassAsync(delivery, cancel);
        Assert.That((ack?.Code, pushes, host.Heard.Single().Key), Is.EqualTo(((int?)200, 2, "e-1")));
    }

    [Test]
    public async Task An_event_that_takes_too_long_is_asked_for_again_within_two_seconds(CancellationToken cancel)
    {
        TaskCompletionSource arrived = new(), stored = new();
        host.Store = _ =>
        {
            arrived.TrySetResult();
            return stored.Task;
        };
        await host.OpenAsync(cancel);
        var delivery = host.Gateway.HappenAsync("user_leave_org", "e-1", JsonNode.Parse("""{"userId":"user0009"}""")!, cancel);
        await arrived.Task.WaitAsync(cancel);
        var ack = await host.PassAsync(delivery, cancel);
        Assert.That(ack?.Data, Is.EqualTo("""{"status":"LATER","message":"busy"}"""));
        stored.SetResult();
    }

    [Test]
    public async Task A_message_that_was_not_acknowledged_comes_again_in_another_frame_under_the_same_key(CancellationToken cancel)
    {
        var tries = 0;
        host.Store = _ => ++tries == 1 ? throw new IOException("disk full") : Task.CompletedTask;
        await host.OpenAsync(cancel);
        var message = host.Message("卡点 支付");
        var (ack, pushes) = await host.PassAsync(host.Gateway.UntilAcknowledgedAsync(c => host.Gateway.DeliverAsync(message, c), cancel), cancel);
        Assert.That((ack?.Code, pushes, host.Heard.Single().Key), Is.EqualTo(((int?)200, 2, message["msgId"]!.GetValue<string>())));
    }

    [Test]
    public async Task A_press_says_its_line_in_the_chat_of_the_card(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        Assert.That(await host.Gateway.PressAsync(Press("卡点 认领 #B-1"), cancel), Is.EqualTo(new StreamAck(200, """{"response":{}}""")));
        var message = host.Heard.Single().Message;
        Assert.That((message.Text, message.SenderId, message.CardRef, message.Addressed), Is.EqualTo(("卡点 认领 #B-1", DingTalkBench.StaffId, "card-1", true)));
        Assert.That(message.Place, Is.EqualTo(host.Bench.Group));
    }

    [Test]
    public async Task Pressing_twice_is_two_presses_but_a_repeated_frame_is_one(CancellationToken cancel)
    {
        var tries = 0;
        host.Store = _ => ++tries == 1 ? throw new IOException("disk full") : Task.CompletedTask;
        await host.OpenAsync(cancel);
        var lost = host.Gateway.PressAsync(Press("我的"), cancel);
        await host.Gateway.PressAsync(Press("我的"), cancel);
        await host.Gateway.PressAsync(Press("我的"), cancel);
        var keys = host.Heard.Select(h => h.Key).ToList();
        Assert.That((keys.Count, keys.Distinct().Count(), lost.IsCompleted), Is.EqualTo((2, 2, false)));
        Assert.That(keys[0], Does.StartWith("00000002"), "the second frame carried what the first had not delivered");
    }

    [TestCase("")]
    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"type":7}""")]
    [TestCase("""{"type":"SYSTEM"}""")]
    [TestCase("""{"type":"SYSTEM","headers":{"topic":"CONNECTED"},"data":"{}"}""")]
    [TestCase("""{"type":"EVENT","headers":[],"data":{}}""")]
    [TestCase("""{"type":"EVENT","header":{"eventType":"user_leave_org","eventId":"e-1"},"data":"{\"userId\":[\"\ud83d\",7,null]}"}""")]
    [TestCase("""{"type":"CALLBACK","headers":{"topic":"/v1.0/im/bot/messages/get"},"data":["x"]}""")]
    [TestCase("""{"type":"CALLBACK","headers":{"topic":"/v1.0/card/instances/callback"},"data":"{\"outTrackId\":1,\"userId\":{},\"content\":\"[[[\"}"}""")]
    [TestCase("""{"type":"CALLBACK","headers":{"topic":"/v1.0/card/instances/callback"},"data":"{\"outTrackId\":\"c\",\"userId\":\"u\",\"content\":\"{\\\"cardPrivateData\\\":{\\\"params\\\":7}}\"}"}""")]
    public async Task Whatever_comes_down_the_line_the_next_message_is_heard(string raw, CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        await host.Gateway.SendRawAsync(Encoding.UTF8.GetBytes(raw), cancel);
        Assert.That((await host.Gateway.DeliverAsync(host.Message("帮助"), cancel))?.Code, Is.EqualTo(200));
        Assert.That(host.Heard.Select(h => h.Message.Text), Is.EqualTo(new[] { "帮助" }));
        Assert.That(host.Gateway.Opened, Is.EqualTo(1), "on the same connection");
    }

    [Test]
    public async Task Bytes_that_are_no_text_end_the_connection_and_a_new_one_hears_on(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        await host.Gateway.SendRawAsync([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d], cancel);
        await host.ComeBackAsync(2, cancel);
        Assert.That((await host.Gateway.DeliverAsync(host.Message("帮助"), cancel))?.Code, Is.EqualTo(200));
    }

    [Test]
    public async Task What_nobody_reads_is_acknowledged_and_counted(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        Assert.That((await host.Gateway.HappenAsync("bpms_task_change", "e-1", new JsonObject(), cancel))?.Data, Does.Contain("SUCCESS"));
        await host.Gateway.HappenAsync("bpms_task_change", "e-2", new JsonObject(), cancel);
        Assert.That(host.Heard, Is.Empty);
        Assert.That(host.Bench.Services.GetRequiredService<IMetricSource>().Read().Select(m => (m.LabelValue, m.Value)), Is.EqualTo(new[] { ("EVENT bpms_task_change", 2.0) }));
    }

    [Test]
    public async Task A_topic_nobody_asked_for_is_refused_and_counted(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        await host.Gateway.SendRawAsync(Encoding.UTF8.GetBytes("""{"type":"CALLBACK","headers":{"topic":"/v1.0/graph/api/invoke","messageId":"1_2_3_4"},"data":"{}"}"""), cancel);
        await host.Gateway.DeliverAsync(host.Message("帮助"), cancel);
        Assert.That(host.Bench.Services.GetRequiredService<IMetricSource>().Read().Single().LabelValue, Is.EqualTo("CALLBACK /v1.0/graph/api/invoke"));
    }

    [Test]
    public async Task After_its_notice_the_server_hangs_up_and_nobody_minds(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        await host.Gateway.GiveNoticeAsync(cancel);
        await host.Gateway.OpenedAsync(2, cancel);
        host.Bench.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.That((await host.Gateway.DeliverAsync(host.Message("帮助"), cancel))?.Code, Is.EqualTo(200));
        Assert.That(host.Gateway.Asked, Is.EqualTo(2), "each connection had a ticket of its own");
    }

    private static JsonObject Press(string line) => new()
    {
        ["type"] = "actionCallback",
        ["outTrackId"] = "card-1",
        ["corpId"] = "dingcorp0001",
        ["userId"] = DingTalkBench.StaffId,
        ["userIdType"] = 1,
        ["spaceType"] = "IM",
        ["spaceId"] = DingTalkBench.GroupId,
        ["content"] = new JsonObject { ["cardPrivateData"] = new JsonObject { ["actionIds"] = new JsonArray("b1"), ["params"] = new JsonObject { ["line"] = line } } }.ToJsonString(),
    };
}
