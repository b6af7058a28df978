using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CollabBot.Simulators.Feishu;

/// <summary>One call the bot made.</summary>
public sealed record SimCall(string Method, string Path, int Status, int Code);

/// <summary>A strict local Feishu: what the real platform would refuse is refused, in its words.</summary>
public sealed partial class FeishuSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<SimCall> calls = new();

    private FeishuSimulator(WebApplication app, FeishuWorld world, TimeProvider time)
    {
        this.app = app;
        World = world;
        Tokens = new TokenDesk(world, time);
        Desk = new MessageDesk(world, time);
        Heard = new HeardDesk(world, time);
        Contacts = new ContactDesk(world);
        App = new AppDesk(world);
        Wiki = new WikiDesk();
        Registration = new RegistrationDesk(world, time);
        Events = new EventSender(world, time);
        Gateway = new Gateway(world);
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

    /// <summary>The app's switches in the developer console.</summary>
    public AppDesk App { get; }

    /// <summary>The knowledge base.</summary>
    public WikiDesk Wiki { get; }

    /// <summary>Makes apps by the device flow.</summary>
    public RegistrationDesk Registration { get; }

    /// <summary>The groups.</summary>
    public ChatDesk Chats { get; } = new();

    /// <summary>The long connection's other end.</summary>
    public Gateway Gateway { get; }

    /// <summary>Every call so far, in order of their answers.</summary>
    public IReadOnlyCollection<SimCall> Calls => calls;

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
        var fault = Faults.Take(path);
        if (fault is { Hang: true })
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProviderOf(http), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var reply = fault?.Reply ?? Serve(http.Request, path, buffer.ToArray());
        calls.Enqueue(new SimCall(http.Request.Method, path, reply.Status, reply.Code));
        if (fault is { LoseAnswer: true })
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = reply.Status;
        http.Response.Headers["X-Tt-Logid"] = "20260101000000SIMULATED";
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        await http.Response.WriteAsJsonAsync(reply.Body, http.RequestAborted);
    }

    private FeishuReply Serve(HttpRequest request, string path, byte[] bytes)
    {
        if (path == RegistrationDesk.Path)
            return request.Method == "POST" ? Registration.Answer(bytes) : FeishuReply.Fail(99991301, "http method not allowed", 405);
        var message = MessagePath().Match(path);
        var members = MembersPath().Match(path);
        var method = path switch
        {
            "/open-apis/auth/v3/tenant_access_token/internal" or "/callback/ws/endpoint" => "POST",
            "/open-apis/im/v1/messages" => request.Method == "GET" ? "GET" : "POST",
            "/open-apis/bot/v3/info" or "/open-apis/im/v1/chats" or "/open-apis/event/v1/connection" => "GET",
            _ when members.Success || ContactDesk.Serves(path) || AppDesk.Serves(path) => "GET",
            _ when WikiDesk.Serves(path) => "POST",
            _ when message.Success => message.Groups["reply"].Success ? "POST" : request.Method == "GET" ? "GET" : "PATCH",
            _ => null,
        };
        if (method is null)
            return FeishuReply.Fail(99991201, "path not found", 404);
        if (request.Method != method)
            return FeishuReply.Fail(99991301, "http method not allowed", 405);
        if (!TryRead(bytes, out var body) || (method != "GET" && request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true))
            return FeishuReply.Fail(9499, "Bad Request");
        if (path.StartsWith("/open-apis/auth/", StringComparison.Ordinal))
            return Tokens.Issue(body);
        if (path == "/callback/ws/endpoint")
            return request.Headers.Authorization.Count == 0 ? Gateway.Endpoint(body, request.Host.Value ?? "") : FeishuReply.Fail(9499, "Bad Request");
        if (Tokens.Check(request.Headers.Authorization) is { } refused)
            return refused;
        return (path, message.Success, message.Groups["reply"].Success) switch
        {
            ("/open-apis/bot/v3/info", _, _) => App.HasBot ? Bot() : FeishuReply.Fail(11205, "app do not have bot"),
            ("/open-apis/im/v1/messages", _, _) when method == "GET" => Heard.List(request.Query),
            _ when AppDesk.Serves(path) => App.Answer(path, Chats),
            _ when WikiDesk.Serves(path) => Wiki.Answer(path, body),
            ("/open-apis/event/v1/connection", _, _) => Gateway.Online(),
            ("/open-apis/im/v1/chats", _, _) => Chats.List(request.Query),
            _ when ContactDesk.Serves(path) => Contacts.Answer(path, request.Query),
            _ when members.Success => Chats.Members(members.Groups["id"].Value, request.Query),
            _ when message.Success && method == "GET" => Heard.Get(message.Groups["id"].Value),
            (_, true, true) => Desk.Reply(message.Groups["id"].Value, body, bytes.Length),
            (_, true, false) => Desk.Patch(message.Groups["id"].Value, body, bytes.Length),
            _ => Desk.Send(request.Query["receive_id_type"], body, bytes.Length),
        };
    }

    private FeishuReply Bot() => FeishuReply.Flat(new JsonObject
    {
        ["code"] = 0,
        ["msg"] = "ok",
        ["bot"] = new JsonObject { ["activate_status"] = World.BotStatus, ["app_name"] = "CollabBot", ["avatar_url"] = "", ["ip_white_list"] = new JsonArray(), ["open_id"] = World.BotOpenId },
    });

    private static bool TryRead(byte[] bytes, out JsonObject body)
    {
        body = [];
        if (bytes.Length == 0)
            return true;
        try
        {
            body = JsonNode.Parse(bytes) as JsonObject ?? [];
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TimeProvider TimeProviderOf(HttpContext http) => http.RequestServices.GetService<TimeProvider>() ?? new IdleTime();

    [GeneratedRegex("^/open-apis/im/v1/messages/(?<id>[^/]+)(?<reply>/reply)?$")]
    private static partial Regex MessagePath();

    [GeneratedRegex("^/open-apis/im/v1/chats/(?<id>[^/]+)/members$")]
    private static partial Regex MembersPath();

    // A wait that only the caller ends needs no clock
    private sealed class IdleTime : TimeProvider;
}
