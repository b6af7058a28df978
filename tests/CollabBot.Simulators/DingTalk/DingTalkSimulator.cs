using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CollabBot.Simulators.DingTalk.Todo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CollabBot.Simulators.DingTalk;

/// <summary>DingTalk's two HTTP APIs on one local port, as strict as the real ones, with switches for what goes wrong there.</summary>
public sealed class DingTalkSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DingTalkApi api;
    private readonly Hand hand;
    private readonly ConcurrentQueue<ObservedCall> calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> faults = new();

    private readonly ConcurrentDictionary<string, int> withheld = new();

    private DingTalkSimulator(WebApplication app, DingTalkWorld world, TimeProvider time)
    {
        this.app = app;
        World = world;
        Tokens = new Tokens(world, time);
        Stream = new StreamGateway(world, time);
        api = new DingTalkApi(world, Tokens, Stream, time);
        Time = time;
        Presses = new CardPresses(api.Cards, Stream, world, time);
        hand = new Hand(this);
    }

    public DingTalkWorld World { get; }

    /// <summary>Both APIs answer here.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>Everything that reached a chat, oldest first.</summary>
    public IReadOnlyList<DeliveredMessage> Delivered => [.. api.Delivered];

    /// <summary>Ends when the process is asked to end.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    /// <summary>Cards as they look now, by the ids their makers chose.</summary>
    public SimulatedCard? Card(string id) => api.Cards.Find(id);

    /// <summary>What people do on cards.</summary>
    public CardPresses Presses { get; }

    /// <summary>The to-dos that the app made and nobody deleted, oldest first.</summary>
    public IReadOnlyList<SimulatedToDo> ToDos => [.. api.ToDos.All.Values.OrderBy(t => t.TaskId, StringComparer.Ordinal)];

    /// <summary>Its owner ticks a to-do in the client.</summary>
    public void Tick(string taskId) => api.ToDos.Tick(taskId);

    /// <summary>Every call, oldest first.</summary>
    public IReadOnlyList<ObservedCall> Calls => [.. calls];

    /// <summary>The instant as the platform sees it.</summary>
    public TimeProvider Time { get; }

    /// <summary>The other side of stream connections.</summary>
    public StreamGateway Stream { get; }

    /// <summary>Makes apps for whoever scans.</summary>
    public RegistrationDesk Registration => api.Registration;

    internal Tokens Tokens { get; }

    public static async Task<DingTalkSimulator> StartAsync(DingTalkWorld world, TimeProvider time, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var simulator = new DingTalkSimulator(app, world, time);
        app.UseWebSockets();
        app.Run(simulator.AnswerAsync);
        await app.StartAsync();
        simulator.BaseUrl = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return simulator;
    }

    /// <summary>The next calls of a path are answered like this instead; a null body cuts the connection.</summary>
    public void Fail(string path, int status, string? body, int times = 1, string? retryAfter = null)
    {
        var queue = faults.GetOrAdd(path, _ => new ConcurrentQueue<Answer>());
        for (var i = 0; i < times; i++)
            queue.Enqueue(new Answer(body is null ? 0 : status, body ?? "", retryAfter));
    }

    /// <summary>The next call of a path has its effect, and its caller waits for the answer in vain.</summary>
    public void Withhold(string path) => withheld.AddOrUpdate(path, 1, (_, n) => n + 1);

    /// <summary>The token that is out is refused from now on.</summary>
    public void ExpireToken() => Tokens.Expire();

    /// <summary>A session webhook of a chat, as a message of that chat would bring one.</summary>
    public (string Url, long ExpiresAt) NewSession(string chat, bool direct)
    {
        var (session, until) = Tokens.NewSession(chat, direct);
        return ($"{BaseUrl}/robot/sendBySession?session={session}", until.ToUnixTimeMilliseconds());
    }

    public Task WaitForShutdownAsync(CancellationToken cancel) => app.WaitForShutdownAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        Presses.Dispose();
        hand.Dispose();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/connect")
        {
            await Stream.ConnectAsync(context);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith(Hand.Prefix, StringComparison.Ordinal))
        {
            await hand.ServeAsync(context, body);
            return;
        }

        calls.Enqueue(new ObservedCall(context.Request.Method, path, context.Request.QueryString.Value ?? "", body, context.Request.Headers[DingTalkApi.TokenHeader]));
        var answer = faults.TryGetValue(path, out var queue) && queue.TryDequeue(out var fault)
            ? fault
            : api.Answer(new Call(context.Request.Method, path, context.Request.Query, context.Request.ContentType ?? "", context.Request.Headers[DingTalkApi.TokenHeader], body)
            {
                Host = context.Request.Host.Value ?? "",
                Accept = context.Request.Headers.Accept,
            });
        if (withheld.TryGetValue(path, out var left) && left > 0 && withheld.TryUpdate(path, left - 1, left))
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        else if (answer.Status == 0)
            context.Abort();
        else
            await answer.WriteAsync(context.Response, context.RequestAborted);
    }
}

/// <summary>A request as the rules look at it.</summary>
internal sealed record Call(string Method, string Path, IQueryCollection Query, string ContentType, string? Token, string Body)
{
    public string Host { get; init; } = "";

    public string? Accept { get; init; }

    /// <summary>The body as JSON, or null.</summary>
    public JsonDocument? Json()
    {
        try
        {
            return JsonDocument.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool IsJson => ContentType.StartsWith("application/json", true, CultureInfo.InvariantCulture);
}
