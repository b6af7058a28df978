using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class StreamTests
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<(string Text, string Key)> heard = new();
    private Func<InboundMessage, Task> accept = _ => Task.CompletedTask;
    private DingTalkBench bench = null!;
    private Task running = Task.CompletedTask;

    private StreamGateway Gateway => bench.Simulator.Stream;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.StartAsync();

    [TearDown]
    public async Task Stop()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
        await bench.DisposeAsync();
    }

    [Test]
    public async Task A_message_is_acknowledged_only_after_it_was_accepted(CancellationToken cancel)
    {
        TaskCompletionSource arrived = new(), stored = new();
        accept = _ =>
        {
            arrived.SetResult();
            return stored.Task;
        };
        await OpenAsync(cancel);
        var delivery = Gateway.DeliverAsync(Message("卡点 支付"), cancel);
        await arrived.Task.WaitAsync(cancel);
        Assert.That(delivery.IsCompleted, Is.False);
        stored.SetResult();
        Assert.That(await delivery, Is.EqualTo(new StreamAck(200, """{"response":null}""")));
    }

    [Test]
    public async Task What_was_not_accepted_stays_unacknowledged_and_is_taken_the_next_time(CancellationToken cancel)
    {
        var tries = 0;
        accept = _ => ++tries == 1 ? throw new IOException("disk full") : Task.CompletedTask;
        await OpenAsync(cancel);
        var message = Message("卡点 支付");
        var first = Gateway.DeliverAsync(message, cancel);
        var second = await Gateway.DeliverAsync(message, cancel);
        Assert.That((first.IsCompleted, second?.Code, tries), Is.EqualTo((false, (int?)200, 2)));
    }

    [Test]
    public async Task A_repetition_has_the_key_of_the_first(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var message = Message("卡点 支付");
        await Gateway.DeliverAsync(message, cancel);
        await Gateway.DeliverAsync(message, cancel);
        Assert.That(heard.Select(h => h.Key).Distinct().Count(), Is.EqualTo(1));
        Assert.That(heard, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_chat_is_heard_in_order_while_others_go_ahead(CancellationToken cancel)
    {
        var stored = new TaskCompletionSource();
        accept = m => m.Text == "一" ? stored.Task : Task.CompletedTask;
        await OpenAsync(cancel);
        var first = Gateway.DeliverAsync(Message("一"), cancel);
        var second = Gateway.DeliverAsync(Message("二"), cancel);
        await Gateway.DeliverAsync(Message("别处", "cidElsewhere=="), cancel);
        stored.SetResult();
        await Task.WhenAll(first, second);
        Assert.That(heard.Select(h => h.Text), Is.EqualTo(new[] { "别处", "一", "二" }).Or.EqualTo(new[] { "一", "别处", "二" }));
    }

    [Test]
    public async Task A_ping_gets_its_own_words_back(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        Assert.That(await Gateway.PushAsync("SYSTEM", "ping", """{"opaque":"o-1"}""", cancel), Is.EqualTo(new StreamAck(200, """{"opaque":"o-1"}""")));
    }

    [TestCase("not json")]
    [TestCase("""{"msgtype":"text"}""")]
    public async Task Data_that_is_no_message_is_acknowledged_and_dropped(string data, CancellationToken cancel)
    {
        await OpenAsync(cancel);
        Assert.That((await Gateway.PushAsync("CALLBACK", "/v1.0/im/bot/messages/get", data, cancel))?.Code, Is.EqualTo(200));
        Assert.That(heard, Is.Empty);
    }

    [Test]
    public async Task After_a_notice_a_new_connection_is_open_before_the_old_one_ends(CancellationToken cancel)
    {
        var stored = new TaskCompletionSource();
        accept = m => m.Text == "一" ? stored.Task : Task.CompletedTask;
        await OpenAsync(cancel);
        var first = Gateway.DeliverAsync(Message("一"), cancel);
        await Gateway.GiveNoticeAsync(cancel);
        await Gateway.OpenedAsync(2, cancel);
        Assert.That(await bench.Platform.ReadyAsync(cancel), Is.True);
        Assert.That((await Gateway.DeliverAsync(Message("二", "cidElsewhere=="), cancel))?.Code, Is.EqualTo(200));
        stored.SetResult();
        Assert.That((await first)?.Code, Is.EqualTo(200));
    }

    [Test]
    public async Task A_broken_connection_comes_back_with_a_new_ticket(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        Gateway.Drop();
        await ComeBackAsync(2, cancel);
        Assert.That((await Gateway.DeliverAsync(Message("帮助"), cancel))?.Code, Is.EqualTo(200));
        Assert.That(Gateway.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_pinged_and_fell_silent_is_left(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        await Gateway.PushAsync("SYSTEM", "ping", """{"opaque":"o-1"}""", cancel);
        bench.Time.Advance(TimeSpan.FromSeconds(91));
        await ComeBackAsync(2, cancel);
    }

    [Test]
    public async Task Until_it_is_open_the_platform_is_not_ready(CancellationToken cancel)
    {
        Assert.That(await bench.Platform.ReadyAsync(cancel), Is.True, "nobody keeps a stream in this process yet");
        bench.Simulator.World.StreamEnabled = false;
        Run();
        Assert.That(await bench.Platform.ReadyAsync(cancel), Is.False);
        bench.Simulator.World.StreamEnabled = true;
        await ComeBackAsync(1, cancel);
        await Gateway.DeliverAsync(Message("帮助"), cancel);
        Assert.That(await bench.Platform.ReadyAsync(cancel), Is.True);
    }

    [Test]
    public async Task Wrong_credentials_are_not_tried_again_for_a_minute(CancellationToken cancel)
    {
        await using var wrong = await DingTalkBench.StartAsync(s => s["DingTalk:ClientSecret"] = "wrong");
        var trying = wrong.Services.GetRequiredService<IStream>().RunAsync((_, _, _) => Task.CompletedTask, stop.Token);
        while (wrong.Simulator.Calls.Count == 0)
            await MomentAsync(Task.Delay(Timeout.Infinite, cancel));
        wrong.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(wrong.Simulator.Calls, Has.Count.EqualTo(1));
        await stop.CancelAsync();
        Assert.That(async () => await trying, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Webhook_mode_opens_no_stream()
    {
        Assert.That(async () =>
        {
            await using var quiet = await DingTalkBench.StartAsync(s => s["DingTalk:Receive"] = "Webhook");
            return quiet.Services.GetServices<IStream>().Count();
        }, Is.Zero);
    }

    private JsonObject Message(string text, string chat = DingTalkBench.GroupId) => bench.Callbacks.Message(new Saying(chat, DingTalkBench.StaffId, "张伟", text));

    private void Run() => running = bench.Services.GetRequiredService<IStream>().RunAsync(async (message, keys, _) =>
    {
        await accept(message);
        heard.Enqueue((message.Text, keys[0]));
    }, stop.Token);

    private Task OpenAsync(CancellationToken cancel)
    {
        Run();
        return Gateway.OpenedAsync(1, cancel);
    }

    /// <summary>Lets pauses pass until so many connections were opened.</summary>
    private async Task ComeBackAsync(int opened, CancellationToken cancel)
    {
        while (Gateway.Opened < opened)
        {
            cancel.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await MomentAsync(Gateway.OpenedAsync(opened, cancel));
        }
    }

    /// <summary>A little real time for sockets and threads, less if what is waited for happens.</summary>
    private static async Task MomentAsync(Task awaited)
    {
        using var moment = new CancellationTokenSource(20);
        try
        {
            await awaited.WaitAsync(moment.Token);
        }
        catch (OperationCanceledException)
        {
            // The moment is over
        }
    }
}
