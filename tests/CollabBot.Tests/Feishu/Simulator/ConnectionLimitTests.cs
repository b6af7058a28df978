using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>An app has at most 50 long connections: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case</summary>
[CancelAfter(30_000)]
public sealed class ConnectionLimitTests
{
    private const int Most = 50;
    private readonly List<ClientWebSocket> open = [];
    private Caller sim = null!;

    [SetUp]
    public async Task Start()
    {
        sim = await Caller.StartAsync();
        sim.Use(null);
    }

    [TearDown]
    public async Task Stop()
    {
        foreach (var socket in open)
            socket.Dispose();
        open.Clear();
        await sim.DisposeAsync();
    }

    [Test]
    public async Task The_fifty_first_connection_gets_no_address_and_a_place_that_is_left_is_free_again(CancellationToken cancel)
    {
        await FillAsync(Most, cancel);
        var (status, body) = await AskAsync();
        Assert.That((status, (int?)body["code"], body["data"] is JsonObject), Is.EqualTo((200, 1000040350, true)), "the vendor's clients read data before code");
        open[0].Abort();
        while (sim.Simulator.Gateway.Connections == Most)
            await Task.Delay(TimeSpan.FromMilliseconds(2), Harness.TestTime.Real, cancel);
        Assert.That((int?)(await AskAsync()).Body["code"], Is.Zero);
    }

    [Test]
    public async Task Whoever_got_an_address_and_came_too_late_is_turned_away_at_the_door(CancellationToken cancel)
    {
        await FillAsync(Most - 1, cancel);
        var late = Address((await AskAsync()).Body);
        await FillAsync(1, cancel);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        Assert.That(async () => await socket.ConnectAsync(late, cancel), Throws.InstanceOf<WebSocketException>());
        string Said(string header) => socket.HttpResponseHeaders![header].Single();
        Assert.That((Said("Handshake-Status"), Said("Handshake-Autherrcode")), Is.EqualTo(("514", "1000040350")));
    }

    [Test]
    public async Task Connections_of_other_instances_take_places_too()
    {
        sim.Simulator.Gateway.Elsewhere = Most;
        Assert.That((int?)(await AskAsync()).Body["code"], Is.EqualTo(1000040350));
    }

    private async Task FillAsync(int count, CancellationToken cancel)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new ClientWebSocket();
            open.Add(socket);
            await socket.ConnectAsync(Address((await AskAsync()).Body), cancel);
            await sim.Simulator.Gateway.ConnectedAsync(cancel);
        }
    }

    private Task<(int Status, JsonObject Body)> AskAsync() =>
        sim.CallAsync("POST", "/callback/ws/endpoint", new JsonObject { ["AppID"] = sim.Simulator.World.AppId, ["AppSecret"] = sim.Simulator.World.AppSecret });

    private static Uri Address(JsonObject body) => new(body["data"]!["URL"]!.ToString());
}
