using System.Globalization;
using System.Net.WebSockets;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Inbound;

/// <summary>Feishu's long connection: asks for an address, connects, and comes back for as long as the service runs.</summary>
internal sealed class LongConnection(
    IFeishuLinkApi api, EventReader reader, LinkState state, IOptions<FeishuOptions> options, Pulse pulse, ILogger<LongConnection> logger) : IStream
{
    // "System busy" and "internal error" pass; every other refusal is about our credentials or connections
    private static readonly HashSet<int> PassingCodes = [0, 1, 1000040343];
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);

    public string Name => EventReader.Platform;

    public async Task RunAsync(Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, CancellationToken cancel)
    {
        var pace = new LinkPace();
        var failures = 0;
        state.Wanted = true;
        while (true)
        {
            var ending = await ConnectAsync(accept, pace, cancel);
            failures = ending.WasOpen ? 1 : failures + 1;
            var pause = pace.Pause(failures, ending.Refused);
            logger.Log(ending.Refused ? LogLevel.Error : LogLevel.Warning, "Feishu's long connection ended, again in {Pause}: {Reason}", pause, ending.Reason);
            await Task.Delay(pause, pulse.Time, cancel);
        }
    }

    private async Task<Ending> ConnectAsync(Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, LinkPace pace, CancellationToken cancel)
    {
        var request = new LinkRequest(options.Value.AppId, options.Value.AppSecret);
        var found = await FeishuCall.RunAsync(c => api.EndpointAsync(request, c), cancel);
        if (found.Failure is { } failure)
            return new Ending(failure.Reason, Refused: !PassingCodes.Contains(failure.Code));
        if (!Uri.TryCreate(found.Answer?.Data?.Url, UriKind.Absolute, out var address) || address.Scheme is not ("ws" or "wss"))
            return new Ending("no WebSocket address in the answer");
        pace.Take(found.Answer.Data.ClientConfig);

        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await OpenAsync(socket, address, cancel);
            state.Open = true;
            logger.LogInformation("Feishu's long connection is open");
            using var session = new LinkSession(socket, Service(address), pace, reader, accept, pulse.Time, logger);
            await session.RunAsync(cancel);
            return new Ending("closed by the platform", WasOpen: true);
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return state.Open ? new Ending(exception.GetBaseException().Message, WasOpen: true) : Refusal(socket, exception);
        }
        finally
        {
            state.Open = false;
        }
    }

    private async Task OpenAsync(ClientWebSocket socket, Uri address, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(ConnectPatience, pulse.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        await socket.ConnectAsync(address, both.Token);
    }

    private static Ending Refusal(ClientWebSocket socket, Exception exception)
    {
        var status = Header(socket, "Handshake-Status");
        if (status is null)
            return new Ending(exception.GetBaseException().Message);
        var forbidden = status == "403" || (status == "514" && Header(socket, "Handshake-Autherrcode") == "1000040350");
        return new Ending($"refused with {status}: {Header(socket, "Handshake-Msg")}", Refused: forbidden);
    }

    private static string? Header(ClientWebSocket socket, string name) =>
        socket.HttpResponseHeaders?.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    private static int Service(Uri address)
    {
        var text = address.Query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("service_id=", StringComparison.Ordinal))?["service_id=".Length..];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var service) ? service : 0;
    }

    private sealed record Ending(string Reason, bool Refused = false, bool WasOpen = false);
}
