using System.Net.WebSockets;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>An open socket, or why there is none; <see cref="Hopeless"/> when only a person can mend it.</summary>
internal sealed record Dialled(ClientWebSocket? Socket, string Reason = "", bool Hopeless = false);

/// <summary>Opens connections, each with a ticket of its own.</summary>
internal sealed class StreamDialer(IGatewayApi gateway, IOptions<DingTalkOptions> options, Pulse pulse)
{
    // Which events come is ticked in the console; here they are all or none
    private static readonly GatewaySubscription[] Subscriptions =
        [new("EVENT", "*"), new("CALLBACK", StreamFrame.RobotTopic), new("CALLBACK", StreamFrame.CardTopic)];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), KeepAlive = TimeSpan.FromSeconds(20);
    private static readonly string Agent = $"collabbot-dotnet/{typeof(StreamDialer).Assembly.GetName().Version?.ToString(3)}";

    public async Task<Dialled> DialAsync(CancellationToken cancel)
    {
        var (address, refusal) = await AskAsync(cancel);
        if (address is null)
            return refusal!;

        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = socket.Options.KeepAliveTimeout = KeepAlive;
        using var patience = new CancellationTokenSource(Patience, pulse.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            await socket.ConnectAsync(address, both.Token);
            return new Dialled(socket);
        }
        catch (Exception problem) when (problem is WebSocketException or HttpRequestException or OperationCanceledException)
        {
            socket.Dispose();
            cancel.ThrowIfCancellationRequested();
            return new Dialled(null, problem.GetBaseException().Message);
        }
    }

    /// <summary>An address with a fresh ticket, or why there is none.</summary>
    public async Task<(Uri? Address, Dialled? Problem)> AskAsync(CancellationToken cancel)
    {
        var request = new GatewayRequest(options.Value.ClientId, options.Value.ClientSecret, Subscriptions, Agent);
        var answer = await DingTalkAnswer.OfAsync(() => gateway.OpenAsync(request, cancel), cancel);
        if (DingTalkFailures.Classify(answer) is { } failure)
            return (null, new Dialled(null, failure.Reason, Hopeless: failure.Kind is FailureKind.Denied or FailureKind.Misconfigured or FailureKind.Rejected));
        return Address(answer) is { } address ? (address, null) : (null, new Dialled(null, "no safe WebSocket address in the answer"));
    }

    /// <summary>Whoever is asked over TLS must not send us, and what people say, over an open line.</summary>
    private Uri? Address(DingTalkAnswer answer)
    {
        if (answer.Json?.Id("ticket") is not { } ticket || !Uri.TryCreate(answer.Json?.Id("endpoint"), UriKind.Absolute, out var endpoint))
            return null;
        var plainAllowed = options.Value.ApiBaseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (endpoint.Scheme != Uri.UriSchemeWss && !(plainAllowed && endpoint.Scheme == Uri.UriSchemeWs))
            return null;
        return new Uri($"{endpoint}{(endpoint.Query.Length > 0 ? "&" : "?")}ticket={Uri.EscapeDataString(ticket)}");
    }
}
