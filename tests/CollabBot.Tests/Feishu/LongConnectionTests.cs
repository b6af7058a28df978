using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Feishu;

[CancelAfter(30_000)]
public sealed class LongConnectionTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";

    // Tests with cases have no token of their own
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private FeishuBench bench = null!;
    private CancellationTokenSource stop = null!;
    private Func<InboundMessage, Task> accept = null!;
    private Task running = Task.CompletedTask;

    [SetUp]
    public async Task Start()
    {
        bench = await FeishuBench.StartAsync(null, ("Feishu:Receive", "LongConnection"), ("Feishu:EncryptKey", ""), ("Feishu:VerificationToken", ""));
        bench.Simulator.Gateway.Wishes = (60, 1, 60);
        stop = new CancellationTokenSource(Longest, TestTime.Real);
        accept = _ => Task.CompletedTask;
        running = bench.Get<IStream>().RunAsync((message, _, _) => accept(message), stop.Token);
    }

    [TearDown]
    public async Task Stop()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
            TestContext.Out.WriteLine(string.Join('\n', bench.Log.TakeLast(30)));
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        stop.Dispose();
        await bench.DisposeAsync();
    }

    private Gateway Gateway => bench.Simulator.Gateway;

    [Test]
    public async Task A_message_is_acknowledged_only_after_it_was_accepted(CancellationToken cancel)
    {
        var stored = new TaskCompletionSource();
        InboundMessage? got = null;
        var arrived = new TaskCompletionSource();
        accept = message =>
        {
            got = message;
            arrived.SetResult();
            return stored.Task;
        };
        await Gateway.ConnectedAsync(cancel);
        var delivery = Gateway.DeliverAsync(Message("卡点 支付流程BUG不改"), cancel);
        await arrived.Task.WaitAsync(cancel);
        Assert.That(delivery.IsCompleted, Is.False);
        stored.SetResult();
        Assert.That(await delivery, Is.EqualTo(new WireAck(200, null)));
        Assert.That(got?.Text, Is.EqualTo("卡点 支付流程BUG不改"));
    }

    [Test]
    public async Task What_could_not_be_stored_is_asked_for_again(CancellationToken cancel)
    {
        accept = _ => throw new IOException("disk full");
        await Gateway.ConnectedAsync(cancel);
        Assert.That(await Gateway.DeliverAsync(Message("帮助"), cancel), Is.EqualTo(new WireAck(500, null)));
        accept = _ => Task.CompletedTask;
        Assert.That(await Gateway.DeliverAsync(Message("帮助"), cancel), Is.EqualTo(new WireAck(200, null)));
    }

    [Test]
    public async Task A_long_message_in_parts_is_one_message(CancellationToken cancel)
    {
        var texts = new List<string>();
        accept = message =>
        {
            texts.Add(message.Text);
            return Task.CompletedTask;
        };
        var text = string.Concat(Enumerable.Repeat("很长的话", 5000));
        await Gateway.ConnectedAsync(cancel);
        Assert.That((await Gateway.DeliverAsync(Message(text), cancel, parts: 7)).Code, Is.EqualTo(200));
        Assert.That(texts, Is.EqualTo(new[] { text }));
    }

    [TestCase("event")]
    [TestCase("card")]
    public async Task A_pressed_button_answers_with_a_toast(string type)
    {
        await Gateway.ConnectedAsync(stop.Token);
        var press = bench.Maker.CardAction(new SimPress("oc_g", "om_card", Lina, new JsonObject { ["line"] = "帮助" }));
        var ack = await Gateway.DeliverAsync(press, stop.Token, type: type);
        Assert.That(ack.Code, Is.EqualTo(200));
        Assert.That((string?)JsonNode.Parse(ack.Response!)!["toast"]!["i18n"]!["zh_cn"], Is.EqualTo("收到"));
    }

    [Test]
    public async Task An_event_of_no_use_is_acknowledged(CancellationToken cancel)
    {
        await Gateway.ConnectedAsync(cancel);
        Assert.That(await Gateway.DeliverAsync(bench.Maker.Other("im.chat.updated_v1", []), cancel), Is.EqualTo(new WireAck(200, null)));
        foreach (var odd in new JsonNode[] { new JsonObject { ["odd"] = 1 }, new JsonArray(), JsonValue.Create("just words"), JsonValue.Create(7) })
            Assert.That(await Gateway.DeliverAsync(odd, cancel), Is.EqualTo(new WireAck(200, null)));
        Assert.That(bench.Log.Count(line => line.Contains("Refused an event from Feishu's long connection", StringComparison.Ordinal)), Is.EqualTo(4));
    }

    [Test]
    public async Task It_pings_at_once_and_as_often_as_the_platform_wishes_which_a_pong_may_change(CancellationToken cancel)
    {
        Gateway.Wishes = (60, 1, 20);
        await Gateway.ConnectedAsync(cancel);
        await SecondsUntilPingAsync(1, cancel);
        Assert.That(await SecondsUntilPingAsync(2, cancel), Is.InRange(20, 39));
        Gateway.Wishes = (60, 1, 40);
        await SecondsUntilPingAsync(3, cancel);
        Assert.That(await SecondsUntilPingAsync(4, cancel), Is.InRange(40, 79));
        Assert.That(EndpointCalls, Is.EqualTo(1), "nothing broke");
    }

    [Test]
    public async Task A_control_frame_that_nobody_knows_is_counted_and_changes_nothing(CancellationToken cancel)
    {
        await Gateway.ConnectedAsync(cancel);
        await Gateway.SendAsync(new WireFrame(0, 0, 33554678, 0, [KeyValuePair.Create("type", "hello")], []).Encode(), cancel);
        await Gateway.SendAsync(new WireFrame(0, 0, 33554678, 0, [KeyValuePair.Create("type", "pong")], "no JSON"u8.ToArray()).Encode(), cancel);
        Assert.That((await Gateway.DeliverAsync(Message("帮助"), cancel)).Code, Is.EqualTo(200));
        Assert.That((bench.Get<UnusedEvents>().Read().Single().LabelValue, EndpointCalls), Is.EqualTo(("control frame hello", 1)));
    }

    [Test]
    public async Task What_nobody_reads_is_acknowledged_counted_and_named_once(CancellationToken cancel)
    {
        await Gateway.ConnectedAsync(cancel);
        for (var i = 0; i < 3; i++)
            Assert.That(await Gateway.DeliverAsync(bench.Maker.Other("im.chat.updated_v1", []), cancel), Is.EqualTo(new WireAck(200, null)));
        Assert.That(await Gateway.DeliverAsync(Message("帮助"), cancel, type: "sticker"), Is.EqualTo(new WireAck(200, null)));
        var counted = bench.Get<UnusedEvents>().Read().ToDictionary(m => m.LabelValue, m => m.Value);
        Assert.That(counted, Is.EquivalentTo(new Dictionary<string, double> { ["im.chat.updated_v1"] = 3, ["frame 1 sticker"] = 1 }));
        Assert.That(bench.Log.Count(line => line.Contains("which is not used", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase("ff")]
    [TestCase("0801", Description = "without the fields that every frame has")]
    [TestCase("0801100218012000" + "2a060a0474797065", Description = "a header without a value")]
    public async Task A_frame_that_is_none_opens_a_new_connection(string hex)
    {
        await Gateway.ConnectedAsync(stop.Token);
        await ReadyBecomesAsync(true, stop.Token);
        await Gateway.SendAsync(Convert.FromHexString(hex), stop.Token);
        while (!bench.Log.Any(line => line.Contains("it sent a frame that is none", StringComparison.Ordinal)))
            await StepAsync(TimeSpan.Zero, stop.Token);
        await ReconnectAsync(TimeSpan.FromSeconds(1), stop.Token);
        Assert.That((await Gateway.DeliverAsync(Message("帮助"), stop.Token)).Code, Is.EqualTo(200));
    }

    [TestCase(true, 2, "text where frames are binary")]
    [TestCase(false, (8 << 20) + 1, "a frame larger than 8 MiB")]
    public async Task What_cannot_be_a_frame_opens_a_new_connection_and_says_why(bool asText, int bytes, string why)
    {
        await Gateway.ConnectedAsync(stop.Token);
        await ReadyBecomesAsync(true, stop.Token);
        // The bot may close before all of it has gone out
        await Gateway.SendAsync(new byte[bytes], stop.Token, asText).ContinueWith(_ => { }, TaskScheduler.Default);
        while (!bench.Log.Any(line => line.Contains(why, StringComparison.Ordinal)))
            await StepAsync(TimeSpan.Zero, stop.Token);
        await ReconnectAsync(TimeSpan.FromSeconds(1), stop.Token);
        Assert.That((await Gateway.DeliverAsync(Message("帮助"), stop.Token)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task What_is_not_stored_in_time_is_asked_for_again_and_holds_nobody_up(CancellationToken cancel)
    {
        var slow = new TaskCompletionSource();
        accept = message => message.Text == "慢" ? slow.Task : Task.CompletedTask;
        await Gateway.ConnectedAsync(cancel);
        var first = Gateway.DeliverAsync(Message("慢"), cancel);
        Assert.That((await Gateway.DeliverAsync(Message("快"), cancel)).Code, Is.EqualTo(200));
        Assert.That(first.IsCompleted, Is.False);
        bench.Time.Advance(TimeSpan.FromSeconds(2.5));
        Assert.That((await first).Code, Is.EqualTo(500));
        slow.SetResult();
    }

    [Test]
    public async Task Events_are_stored_in_the_order_in_which_they_came(CancellationToken cancel)
    {
        var order = new List<string>();
        accept = async message =>
        {
            order.Add(message.Text);
            await Task.Yield();
        };
        await Gateway.ConnectedAsync(cancel);
        var words = Enumerable.Range(0, 50).Select(i => $"第{i}条").ToList();
        var all = new List<Task<WireAck>>();
        foreach (var word in words)
            all.Add(Gateway.DeliverAsync(Message(word), cancel));
        await Task.WhenAll(all);
        Assert.That(order, Is.EqualTo(words));
    }

    [Test]
    public async Task A_broken_connection_comes_back_and_says_so(CancellationToken cancel)
    {
        await Gateway.ConnectedAsync(cancel);
        await ReadyBecomesAsync(true, cancel);
        Gateway.Drop();
        await ReadyBecomesAsync(false, cancel);
        await ReconnectAsync(TimeSpan.FromSeconds(1), cancel);
        Assert.That((await Gateway.DeliverAsync(Message("帮助"), cancel)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task A_silent_connection_is_given_up(CancellationToken cancel)
    {
        Gateway.AnswersPings = false;
        await Gateway.ConnectedAsync(cancel);
        while (EndpointCalls < 2)
            await StepAsync(TimeSpan.FromSeconds(1), cancel);
        Assert.That(bench.Log, Has.None.Contains("not foreseen"));
    }

    [Test]
    public async Task A_refusal_for_good_is_tried_again_only_after_minutes(CancellationToken cancel)
    {
        await Gateway.ConnectedAsync(cancel);
        Gateway.RefuseWith = 514;
        Gateway.Drop();
        await ReadyBecomesAsync(false, cancel);
        while (EndpointCalls < 2)
            await StepAsync(TimeSpan.FromSeconds(1), cancel);
        await StepAsync(TimeSpan.FromMinutes(4), cancel);
        Assert.That(EndpointCalls, Is.EqualTo(2));
        await ReconnectAsync(TimeSpan.FromMinutes(1), cancel);
    }

    // Two events there and back let a ping arrive and its pong be read before the clock moves on
    private async Task<int> SecondsUntilPingAsync(int number, CancellationToken cancel)
    {
        var seconds = 0;
        while (true)
        {
            for (var i = 0; i < 2; i++)
                await Gateway.DeliverAsync(Message("帮助"), cancel);
            if (Gateway.Pings >= number)
                return seconds;
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            seconds++;
        }
    }

    private int EndpointCalls => bench.Simulator.Calls.Count(c => c.Path == "/callback/ws/endpoint");

    private JsonObject Message(string text) => bench.Maker.Message(new SimText("oc_1", false, Lina, text));

    private async Task ReadyBecomesAsync(bool ready, CancellationToken cancel)
    {
        while (await bench.Platform.ReadyAsync(cancel) != ready)
            await StepAsync(TimeSpan.Zero, cancel);
    }

    private async Task ReconnectAsync(TimeSpan step, CancellationToken cancel)
    {
        var connected = Gateway.ConnectedAsync(cancel);
        while (!connected.IsCompleted)
            await StepAsync(step, cancel);
        await connected;
        // The steps may have outrun a hand-shake that was under way; what counts is a connection that stands
        while (Gateway.Connections == 0 || !await bench.Platform.ReadyAsync(cancel))
            await StepAsync(step, cancel);
    }

    // Timers of the bot fire on this clock; a round trip to the simulator lets what they started proceed
    private async Task StepAsync(TimeSpan step, CancellationToken cancel)
    {
        bench.Time.Advance(step);
        // Whoever dials gets real moments as well: on a busy machine the clock would run away from them
        if (step > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestTime.Real, cancel);
        await bench.Platform.SendAsync(new Outgoing("k", null, Cards.Line, "en") { Recipient = Lina }, cancel);
    }
}
