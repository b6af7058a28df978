using System.Collections.Concurrent;
using System.Net;
using CollabBot.Simulators.Feishu.Door;
using CollabBot.Simulators.Feishu.Messages;
using CollabBot.Simulators.Feishu.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CollabBot.Simulators.Feishu;

/// <summary>One call the bot made.</summary>
public sealed record SimCall(string Method, string Path, int Status, int Code);

/// <summary>A strict local Feishu: what the real platform would refuse is refused, in its words.</summary>
public sealed class FeishuSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<SimCall> calls = new();
    private readonly FrontDoor door;
    private readonly Hand hand;

    private FeishuSimulator(WebApplication app, FeishuWorld world, TimeProvider time)
    {
        this.app = app;
        World = world;
        Tokens = new TokenDesk(world, time);
        Desk = new MessageDesk(world, time);
        Heard = new HeardDesk(world, time);
        Contacts = new ContactDesk(world);
        Chats = new ChatDesk(world);
        App = new AppDesk(world);
        History = new HistoryDesk(world, App, Desk, Heard, Chats);
        Reactions = new ReactionDesk(world, Desk, Heard, time);
        Urgent = new UrgentDesk(Desk, Chats);
        Wiki = new WikiDesk();
        Tasks = new TaskDesk(world, time);
        Registration = new RegistrationDesk(world, time);
        Events = new EventSender(world, time);
        Gateway = new Gateway(world, time);
        Deliveries = new Deliveries(this, time);
        Presses = new PressDesk(this, time);
        hand = new Hand(this, time);
        door = new FrontDoor(RouteBook.Of(this), Tokens, App, new RateDesk(world, time));
    }

    public FeishuWorld World { get; }

    public TokenDesk Tokens { get; }

    public MessageDesk Desk { get; }

    /// <summary>The company's departments and people.</summary>
    public ContactDesk Contacts { get; }

    /// <summary>What people said, to be read back.</summary>
    public HeardDesk Heard { get; }

    public Faults Faults { get; } = new();

    /// <summary>Sends events and card callbacks to a webhook.</summary>
    public EventSender Events { get; }

    /// <summary>Brings events to the bot as the platform does, with its patience and its retries.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>What people do to cards, as their Feishu would.</summary>
    public PressDesk Presses { get; }

    /// <summary>The app's switches in the developer console.</summary>
    public AppDesk App { get; }

    /// <summary>The knowledge base.</summary>
    public WikiDesk Wiki { get; }

    /// <summary>The tasks that the app made.</summary>
    public TaskDesk Tasks { get; }

    /// <summary>Makes apps by the device flow.</summary>
    public RegistrationDesk Registration { get; }

    /// <summary>The groups.</summary>
    public ChatDesk Chats { get; }

    internal HistoryDesk History { get; }

    internal ReactionDesk Reactions { get; }

    internal UrgentDesk Urgent { get; }

    /// <summary>The long connection's other end.</summary>
    public Gateway Gateway { get; }

    /// <summary>Every call so far, in order of their answers.</summary>
    public IReadOnlyCollection<SimCall> Calls => calls;

    /// <summary>Ends when the process is asked to end.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    /// <summary>Where it listens, for <c>Feishu:BaseUrl</c>.</summary>
    public string Address { get; private set; } = "";

    public static async Task<FeishuSimulator> StartAsync(FeishuWorld world, TimeProvider time, CancellationToken cancel, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        var simulator = new FeishuSimulator(builder.Build(), world, time);
        simulator.app.UseWebSockets();
        simulator.app.Run(http => http.Request.Path == "/ws/v2" ? simulator.Gateway.ServeAsync(http) : simulator.HandleAsync(http));
        await simulator.app.StartAsync(cancel);
        simulator.Address = simulator.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return simulator;
    }

    public async ValueTask DisposeAsync()
    {
        Events.Dispose();
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith(Hand.Prefix, StringComparison.Ordinal))
        {
            await hand.ServeAsync(http, buffer.ToArray());
            return;
        }

        var fault = Faults.Take(path);
        if (fault is { Hang: true })
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProviderOf(http), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var reply = fault?.Reply ?? door.Answer(http.Request, buffer.ToArray());
        calls.Enqueue(new SimCall(http.Request.Method, path, reply.Status, reply.Code));
        if (fault is { LoseAnswer: true })
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = reply.Status;
        http.Response.Headers["X-Tt-Logid"] = http.Response.Headers["X-Request-Id"] = FeishuReply.LogId;
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        await http.Response.WriteAsJsonAsync(reply.Body, http.RequestAborted);
    }

    private static TimeProvider TimeProviderOf(HttpContext http) => http.RequestServices.GetService<TimeProvider>() ?? new IdleTime();

    // A wait that only the caller ends needs no clock
    private sealed class IdleTime : TimeProvider;
}
