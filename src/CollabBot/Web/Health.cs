using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;

namespace CollabBot.Web;

/// <summary>Liveness, and a readiness that tells the truth: store open, tokens fetched, nobody's outbox paused.</summary>
public static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("ok"));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IEnvelopeQueue queue, PlatformRegistry platforms, IDocumentStore store, CancellationToken cancel)
    {
        var inbox = await queue.DepthAsync(QueueName.Inbox, cancel);
        var outbox = await queue.DepthAsync(QueueName.Outbox, cancel);
        await using var work = store.Begin();
        var paused = (await work.ListAsync(PausedPlatform.All, cancel)).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var ready = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var platform in platforms.All)
            ready[platform.Name] = !paused.Contains(platform.Name) && await platform.ReadyAsync(cancel);
        var body = new { store = true, platforms = ready, inbox = inbox.Waiting, outbox = outbox.Waiting, buried = inbox.Buried + outbox.Buried };
        return Results.Json(body, statusCode: ready.Values.All(r => r) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
