using System.Globalization;
using System.Net.WebSockets;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Inbound;

/// <summary>How dialling went: an open socket, or why there is none.</summary>
internal sealed record Dialled(LinkEnd End, string Reason)
{
    public WebSocket? Socket { get; init; }

    /// <summary>What pings must name.</summary>
    public int Service { get; init; }

    public LinkConfig? Wishes { get; init; }
}

/// <summary>Asks where the long connection goes, anew each time for the ticket is good for one, and opens it.</summary>
internal sealed class LinkDialer(IFeishuLinkApi api, IOptions<FeishuOptions> options, FeishuWords words, Pulse pulse)
{
    // "System busy" and "internal error" pass; every other refusal is about our credentials or connections
    private static readonly HashSet<int> PassingCodes = [0, 1, 1000040343];
    private const int TooManyConnections = 1000040350;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<Dialled> DialAsync(CancellationToken cancel)
    {
        var request = new LinkRequest(options.Value.AppId, options.Value.AppSecret);
        var found = await FeishuCall.RunAsync(c => api.EndpointAsync(request, c), cancel);
        if (found.Failure is { } failure)
            return new Dialled(End(failure), words.Outcome(failure).Reason);
        if (!Uri.TryCreate(found.Answer?.Data?.Url, UriKind.Absolute, out var address) || address.Scheme is not ("ws" or "wss"))
            return new Dialled(LinkEnd.Busy, "no WebSocket address in the answer");
        return await OpenAsync(address, cancel) with { Wishes = found.Answer.Data.ClientConfig };
    }

    private async Task<Dialled> OpenAsync(Uri address, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        var open = false;
        try
        {
            using var patience = new CancellationTokenSource(Patience, pulse.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
            await socket.ConnectAsync(address, both.Token);
            open = true;
            return new Dialled(LinkEnd.Broken, "") { Socket = socket, Service = Service(address) };
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Refusal(socket, exception);
        }
        finally
        {
            if (!open)
                socket.Dispose();
        }
    }

    private Dialled Refusal(ClientWebSocket socket, Exception exception)
    {
        var status = Header(socket, "Handshake-Status");
        if (status is null)
            return new Dialled(LinkEnd.Unreachable, exception.GetBaseException().Message);
        var reason = $"refused with {status}: {Header(socket, "Handshake-Msg")}";
        var full = status == "514" && Header(socket, "Handshake-Autherrcode") == $"{TooManyConnections}";
        var why = full ? words.Why(TooManyConnections) : status == "403" ? words.Why(403) : null;
        return new Dialled(why is null ? LinkEnd.Busy : LinkEnd.Refused, why is null ? reason : $"{why} [{reason}]");
    }

    private static LinkEnd End(FeishuFailure failure) => failure switch
    {
        { Status: 0 } => LinkEnd.Unreachable,
        // The platform refuses for good with 200 and a code: any other status is a gateway's, and passes
        { Status: not 200 } => LinkEnd.Busy,
        { Code: var code } when PassingCodes.Contains(code) => LinkEnd.Busy,
        _ => LinkEnd.Refused,
    };

    private static string? Header(ClientWebSocket socket, string name) =>
        socket.HttpResponseHeaders?.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    private static int Service(Uri address)
    {
        var text = address.Query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("service_id=", StringComparison.Ordinal))?["service_id=".Length..];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var service) ? service : 0;
    }
}
