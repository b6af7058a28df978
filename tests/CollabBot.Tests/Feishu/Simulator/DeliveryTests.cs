using System.Text.Json.Nodes;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>How the simulated platform brings events, and brings them again.</summary>
[CancelAfter(30_000)]
public sealed class DeliveryTests
{
    private Caller sim = null!;
    private Receiver bot = null!;
    private EventMaker maker = null!;

    [SetUp]
    public async Task Start()
    {
        sim = await Caller.StartAsync();
        bot = await Receiver.StartAsync();
        maker = new EventMaker(sim.Simulator.World, sim.Time);
        sim.Simulator.World.Webhook = bot.Address;
    }

    [TearDown]
    public async Task Stop()
    {
        await bot.DisposeAsync();
        await sim.DisposeAsync();
    }

    [Test]
    public async Task What_is_not_taken_comes_four_times_more_at_growing_pauses(CancellationToken cancel)
    {
        bot.Answer = () => (500, "");
        var delivery = sim.Simulator.Deliveries.DeliverAsync(Said("一"), cancel);
        await ArrivedAsync(1, cancel);
        var attempts = 1;
        foreach (var pause in Deliveries.Pauses)
        {
            attempts++;
            Assert.That(await WaitedAsync(attempts, pause / 15, cancel), Is.InRange(pause, pause * 4), "a busy machine is late, and the next pause is at least six times as long");
        }

        Assert.That(await delivery, Is.EqualTo(new SimDelivery(5, false)));
    }

    [Test]
    public async Task What_is_taken_comes_once_or_twice(CancellationToken cancel)
    {
        Assert.That(await sim.Simulator.Deliveries.DeliverAsync(Said("一"), cancel), Is.EqualTo(new SimDelivery(1, true)));
        sim.Simulator.Deliveries.Twice = true;
        await sim.Simulator.Deliveries.DeliverAsync(Said("二"), cancel);
        Assert.That(bot.Bodies, Has.Count.EqualTo(3));
    }

    [TestCase("{\"challenge\":\"other\"}", 200, "the challenge did not come back")]
    [TestCase("no", 200, "JsonReaderException")]
    [TestCase("", 404, "HTTP 404")]
    public async Task An_address_that_does_not_answer_the_challenge_is_not_saved(string body, int status, string why)
    {
        bot.Answer = () => (status, body);
        Assert.That(await sim.Simulator.Events.VerifyAsync(bot.Address, CancellationToken.None), Is.EqualTo(why));
    }

    [Test]
    public async Task An_address_that_answers_it_is_saved(CancellationToken cancel)
    {
        bot.Answer = () =>
        {
            var closed = Convert.FromBase64String(JsonNode.Parse(bot.Bodies.Last())!["encrypt"]!.ToString());
            var open = JsonNode.Parse(FeishuCrypto.Decrypt(FeishuCrypto.Key(sim.Simulator.World.EncryptKey), closed))!;
            return (200, new JsonObject { ["challenge"] = open["challenge"]!.ToString() }.ToJsonString());
        };
        Assert.That(await sim.Simulator.Events.VerifyAsync(bot.Address, cancel), Is.Null);
    }

    [Test]
    public async Task What_no_connection_took_comes_in_a_burst_when_one_opens(CancellationToken cancel)
    {
        sim.Simulator.World.Webhook = null;
        var waiting = Enumerable.Range(0, 5).Select(i => sim.Simulator.Deliveries.DeliverAsync(Said($"第{i}条"), cancel)).ToList();
        await using var bench = await FeishuBench.StartAsync(null, ("Feishu:Receive", "LongConnection"), ("Feishu:BaseUrl", sim.Simulator.Address));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var heard = new System.Collections.Concurrent.ConcurrentBag<string>();
        var running = bench.Get<IStream>().RunAsync((message, _, _) =>
        {
            heard.Add(message.Text);
            return Task.CompletedTask;
        }, stop.Token);
        Assert.That((await Task.WhenAll(waiting)).Select(d => d.Taken), Is.All.True);
        Assert.That(heard, Is.EquivalentTo(Enumerable.Range(0, 5).Select(i => $"第{i}条")));
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Messages_come_only_as_far_as_the_scopes_reach(CancellationToken cancel)
    {
        var world = sim.Simulator.World;
        async Task<int> Comes(SimText said) => (await sim.Simulator.Deliveries.DeliverAsync(maker.Message(said), cancel)).Attempts;
        var direct = new SimText("oc_p", false, Caller.Lina, "一");
        var group = new SimText(Caller.Group, true, Caller.Lina, "一");
        var mentioned = group with { Text = "@_user_1 一", Mentions = [(world.BotOpenId, "CollabBot")] };
        Assert.That((await Comes(direct), await Comes(group), await Comes(mentioned)), Is.EqualTo((1, 0, 1)));
        Assert.That(await Comes(direct with { Sender = world.BotOpenId }), Is.Zero, "its own words");
        sim.Simulator.App.Grant("im:message.group_msg");
        world.Withheld["im:message.p2p_msg:readonly"] = world.Withheld["im:message.p2p_msg"] = true;
        Assert.That((await Comes(direct), await Comes(group)), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_companys_own_ids_are_seen_with_their_scope_only()
    {
        Assert.That(Said("一")["event"]!["sender"]!["sender_id"]!.AsObject().ContainsKey("user_id"), Is.False);
        sim.Simulator.World.ShowsUserIds = true;
        Assert.That(Said("一")["event"]!["sender"]!["sender_id"]!.AsObject().ContainsKey("user_id"), Is.True);
    }

    [Test]
    public async Task A_ticket_is_good_once_and_for_a_minute(CancellationToken cancel)
    {
        async Task<Uri> Address()
        {
            sim.Use(null);
            var body = new JsonObject { ["AppID"] = sim.Simulator.World.AppId, ["AppSecret"] = sim.Simulator.World.AppSecret };
            return new Uri((await sim.CallAsync("POST", "/callback/ws/endpoint", body)).Body["data"]!["URL"]!.ToString());
        }

        var address = await Address();
        using var first = new System.Net.WebSockets.ClientWebSocket();
        await first.ConnectAsync(address, cancel);
        Assert.That(await RefusedAsync(address, cancel), Is.EqualTo("403"));
        var old = await Address();
        sim.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await RefusedAsync(old, cancel), Is.EqualTo("403"));
    }

    private static async Task<string?> RefusedAsync(Uri address, CancellationToken cancel)
    {
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(address, cancel);
            return null;
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            return socket.HttpResponseHeaders!["Handshake-Status"].Single();
        }
    }

    private JsonObject Said(string text) => maker.Message(new SimText("oc_p", false, Caller.Lina, text));

    private async Task ArrivedAsync(int count, CancellationToken cancel)
    {
        while (bot.Bodies.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(2), Harness.TestTime.Real, cancel);
    }

    // The clock moves in steps, each with a moment for what it set off
    private async Task<TimeSpan> WaitedAsync(int count, TimeSpan step, CancellationToken cancel)
    {
        var waited = TimeSpan.Zero;
        while (bot.Bodies.Count < count)
        {
            sim.Time.Advance(step);
            waited += step;
            await Task.Delay(TimeSpan.FromMilliseconds(15), Harness.TestTime.Real, cancel);
        }

        return waited;
    }
}
