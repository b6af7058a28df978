using CollabBot.Core.Platforms;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class StreamTests
{
    private StreamHost host = null!;

    private StreamGateway Gateway => host.Gateway;

    [SetUp]
    public async Task Start() => host = await StreamHost.StartAsync();

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_message_is_acknowledged_only_after_it_was_accepted(CancellationToken cancel)
    {
        TaskCompletionSource arrived = new(), stored = new();
        host.Store = _ =>
        {
            arrived.SetResult();
            return stored.Task;
        };
        await host.OpenAsync(cancel);
        var delivery = Gateway.DeliverAsync(host.Message("卡点 支付"), cancel);
        await arrived.Task.WaitAsync(cancel);
        Assert.That(delivery.IsCompleted, Is.False);
        stored.SetResult();
        Assert.That(await delivery, Is.EqualTo(new StreamAck(200, """{"response":null}""")));
    }

    [Test]
    public async Task What_was_not_accepted_stays_unacknowledged_and_is_taken_the_next_time(CancellationToken cancel)
    {
        var tries = 0;
        host.Store = _ => ++tries == 1 ? throw new IOException("disk full") : Task.CompletedTask;
        await host.OpenAsync(cancel);
        var message = host.Message("卡点 支付");
        var first = Gateway.DeliverAsync(message, cancel);
        var second = await Gateway.DeliverAsync(message, cancel);
        Assert.That((first.IsCompleted, second?.Code, tries), Is.EqualTo((false, (int?)200, 2)));
    }

    [Test]
    public async Task A_repetition_has_the_key_of_the_first(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        var message = host.Message("卡点 支付");
        await Gateway.DeliverAsync(message, cancel);
        await Gateway.DeliverAsync(message, cancel);
        Assert.That(host.Heard.Select(h => h.Key).Distinct().Count(), Is.EqualTo(1));
        Assert.That(host.Heard, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_chat_is_heard_in_order_while_others_go_ahead(CancellationToken cancel)
    {
        var stored = new TaskCompletionSource();
        host.Store = m => m.Text == "一" ? stored.Task : Task.CompletedTask;
        await host.OpenAsync(cancel);
        var first = Gateway.DeliverAsync(host.Message("一"), cancel);
        var second = Gateway.DeliverAsync(host.Message("二"), cancel);
        await Gateway.DeliverAsync(host.Message("别处", "cidElsewhere=="), cancel);
        stored.SetResult();
        await Task.WhenAll(first, second);
        Assert.That(host.Heard.Select(h => h.Message.Text), Is.EqualTo(new[] { "别处", "一", "二" }).Or.EqualTo(new[] { "一", "别处", "二" }));
    }

    [Test]
    public async Task A_ping_gets_its_own_words_back(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        Assert.That(await Gateway.PushAsync("SYSTEM", "ping", """{"opaque":"o-1"}""", cancel), Is.EqualTo(new StreamAck(200, """{"opaque":"o-1"}""")));
    }

    [TestCase("not json")]
    [TestCase("""{"msgtype":"text"}""")]
    public async Task Data_that_is_no_message_is_acknowledged_and_dropped(string data, CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        Assert.That((await Gateway.PushAsync("CALLBACK", "/v1.0/im/bot/messages/get", data, cancel))?.Code, Is.EqualTo(200));
        Assert.That(host.Heard, Is.Empty);
    }

    [Test]
    public async Task After_a_notice_a_new_connection_is_open_before_the_old_one_ends(CancellationToken cancel)
    {
        var stored = new TaskCompletionSource();
        host.Store = m => m.Text == "一" ? stored.Task : Task.CompletedTask;
        await host.OpenAsync(cancel);
        var first = Gateway.DeliverAsync(host.Message("一"), cancel);
        await Gateway.GiveNoticeAsync(cancel);
        await Gateway.OpenedAsync(2, cancel);
        Assert.That(await host.Bench.Platform.ReadyAsync(cancel), Is.True);
        Assert.That((await Gateway.DeliverAsync(host.Message("二", "cidElsewhere=="), cancel))?.Code, Is.EqualTo(200));
        stored.SetResult();
        Assert.That((await first)?.Code, Is.EqualTo(200));
    }

    [Test]
    public async Task A_broken_connection_comes_back_with_a_new_ticket(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        Gateway.Drop();
        await host.ComeBackAsync(2, cancel);
        Assert.That((await Gateway.DeliverAsync(host.Message("帮助"), cancel))?.Code, Is.EqualTo(200));
        Assert.That(Gateway.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_server_that_pinged_and_fell_silent_is_left(CancellationToken cancel)
    {
        await host.OpenAsync(cancel);
        await Gateway.PushAsync("SYSTEM", "ping", """{"opaque":"o-1"}""", cancel);
        host.Bench.Time.Advance(TimeSpan.FromSeconds(91));
        await host.ComeBackAsync(2, cancel);
    }

    [Test]
    public async Task Until_it_is_open_the_platform_is_not_ready(CancellationToken cancel)
    {
        Assert.That(await host.Bench.Platform.ReadyAsync(cancel), Is.True, "nobody keeps a stream in this process yet");
        host.Bench.Simulator.World.StreamEnabled = false;
        host.Run();
        Assert.That(await host.Bench.Platform.ReadyAsync(cancel), Is.False);
        host.Bench.Simulator.World.StreamEnabled = true;
        await host.ComeBackAsync(1, cancel);
        await Gateway.DeliverAsync(host.Message("帮助"), cancel);
        Assert.That(await host.Bench.Platform.ReadyAsync(cancel), Is.True);
    }

    [Test]
    public async Task Wrong_credentials_are_not_tried_again_for_a_minute(CancellationToken cancel)
    {
        await using var wrong = await DingTalkBench.StartAsync(s => s["DingTalk:ClientSecret"] = "wrong");
        using var stop = new CancellationTokenSource();
        var trying = wrong.Services.GetRequiredService<IStream>().RunAsync((_, _, _) => Task.CompletedTask, stop.Token);
        while (wrong.Simulator.Calls.Count == 0)
            await StreamHost.MomentAsync(Task.Delay(Timeout.Infinite, cancel));
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
}
