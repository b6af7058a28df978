using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>
/// Green when everything that was said to the bot also came here. The platform gives each event to a random one of an app's connections: two of them are red at once where it
/// tells how many there are, and the proof is to compare: what stands in the direct chat but never arrived was taken by somebody else.
/// </summary>
internal sealed class ConnectionLight(
    LinkState link, ProofBook book, IFeishuDoctorApi api, IServiceProvider services, IOptions<FeishuOptions> options, FeishuConsole console, Pulse pulse) : ILight
{
    /// <summary>With this many that all came here, a second listener of the same kind would be a coincidence of 1 to 16.</summary>
    public const int Enough = 4;

    // What a broken connection missed is delivered again after 15 seconds
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(25);
    private const string HistoryScope = "im:message:readonly";

    public string Key => "connection";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        if (options.Value.Receive == FeishuReceive.Webhook)
            return book.Now.MessageAt is { } last ? LightState.Green("webhook-ok", ("at", last)) : LightState.Amber("webhook", console.Events);
        if (services.GetService(typeof(IFeishuEventApi)) is IFeishuEventApi events
            && (await FeishuCall.RunAsync(events.ConnectionsAsync, cancel)).Answer?.Data is { OnlineInstanceCnt: > 1 and var online })
            return LightState.Red("twice", console.Events, ("count", online));
        if (!link.Open)
            return await ClosedAsync(cancel);
        return book.Now.Direct is { } direct && book.ListeningSince is { } since ? await CompareAsync(direct, since, cancel) : LightState.Amber("open", console.Chat, ("enough", Enough));
    }

    private async Task<LightState> ClosedAsync(CancellationToken cancel)
    {
        if (services.GetService(typeof(IFeishuLinkApi)) is not IFeishuLinkApi links)
            return LightState.Amber("idle", null);
        var result = await FeishuCall.RunAsync(c => links.EndpointAsync(new LinkRequest(options.Value.AppId, options.Value.AppSecret), c), cancel);
        if (result.Failure is { } failure)
            return LightState.Red("bad", console.Events, FeishuLights.Reason(failure));
        // A one-off command keeps no connection; a service opens it again by itself
        return link.Wanted ? LightState.Red("lost", null) : LightState.Amber("idle", null);
    }

    private async Task<LightState> CompareAsync(DirectNote direct, DateTimeOffset since, CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(c => api.HistoryAsync(direct.ChatId, since.ToUnixTimeSeconds(), c), cancel);
        if (result.Failure is { } failure)
            return LightState.Amber("unseen", failure.Scopes.Count > 0 ? console.Scopes(HistoryScope) : null, FeishuLights.Reason(failure));
        var until = pulse.Time.GetUtcNow() - Underway;
        var here = book.Now.Heard.Select(h => h.MessageId).ToHashSet(StringComparer.Ordinal);
        var said = (result.Answer?.Data?.Items ?? [])
            .Where(m => m.Sender?.SenderType == "user" && EventReader.Instant(m.CreateTime) is { } at && at >= since)
            .ToList();
        var came = said.Count(m => here.Contains(m.MessageId ?? ""));
        var missing = said.Count(m => !here.Contains(m.MessageId ?? "") && EventReader.Instant(m.CreateTime) < until);
        if (missing > 0)
            return LightState.Red("shared", console.Events, ("said", came + missing), ("came", came));
        return came >= Enough ? LightState.Green("ok", ("came", came)) : LightState.Amber("few", console.Chat, ("came", came), ("enough", Enough));
    }
}
