using CollabBot.Core.Doctor;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>
/// Green when what was said to the bot came here and nobody else can have taken any. The platform gives each event to a random one of an app's connections. Where it tells how many
/// there are, one message and a count of one are the proof; where it does not, the direct chat is compared: what was said there but never arrived was taken by somebody else.
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
        var count = services.GetService(typeof(IFeishuEventApi)) is IFeishuEventApi events
            ? (await FeishuCall.RunAsync(events.ConnectionsAsync, cancel)).Answer?.Data?.OnlineInstanceCnt
            : null;
        if (count > 1)
            return LightState.Red("twice", console.Events, ("count", count));
        if (!link.Open)
            return await ClosedAsync(cancel);
        return (book.Now.Direct, book.ListeningSince) switch
        {
            ({ } direct, _) when count == 1 && direct.At >= book.ListeningSince => LightState.Green("single", ("at", direct.At)),
            ({ } direct, { } since) => await CompareAsync(direct, since, cancel),
            _ => LightState.Amber(count == 1 ? "open-single" : "open", console.Chat, ("enough", Enough)),
        };
    }

    private async Task<LightState> ClosedAsync(CancellationToken cancel)
    {
        if (services.GetService(typeof(IFeishuLinkApi)) is not IFeishuLinkApi links)
            return LightState.Amber("idle", null);
        var result = await FeishuCall.RunAsync(c => links.EndpointAsync(new LinkRequest(options.Value.AppId, options.Value.AppSecret), c), cancel);
        if (result.Failure is { } failure)
            return LightState.Red("bad", console.Events, FeishuLights.Reason(failure));
        // A one-off command keeps no connection; a service opens it by itself
        if (!link.Wanted)
            return LightState.Amber("idle", null);
        return link.WasOpen ? LightState.Red("lost", console.Events) : LightState.Amber("opening", null);
    }

    private async Task<LightState> CompareAsync(DirectNote direct, DateTimeOffset since, CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(c => api.HistoryAsync(direct.ChatId, since.ToUnixTimeSeconds(), c), cancel);
        if (result.Failure is { } failure)
            return LightState.Amber("unseen", failure.Scopes.Count > 0 ? console.Scopes(HistoryScope) : null, FeishuLights.Reason(failure));
        var until = pulse.Time.GetUtcNow() - Underway;
        var here = book.Now.Heard.Select(h => h.MessageId).ToHashSet(StringComparer.Ordinal);
        var came = (result.Answer?.Data?.Items ?? [])
            .Where(m => m.Sender?.SenderType == "user" && EventReader.Instant(m.CreateTime) is { } at && at >= since)
            .Select(m => here.Contains(m.MessageId ?? "") ? true : EventReader.Instant(m.CreateTime) < until ? false : (bool?)null)
            .OfType<bool>()
            .ToList();
        // Newest first: what was taken before somebody stopped the other program no longer matters
        var inRow = came.TakeWhile(c => c).Count();
        if (inRow >= Enough)
            return LightState.Green("ok", ("came", inRow));
        return inRow < came.Count
            ? LightState.Red("shared", console.Events, ("said", came.Count), ("came", came.Count(c => c)))
            : LightState.Amber("few", console.Chat, ("came", inRow), ("enough", Enough));
    }
}
