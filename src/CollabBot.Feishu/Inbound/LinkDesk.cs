using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reads what came down the long connection and stores it before it is acknowledged. What happened hours ago and only comes now is taken as well: the inbox knows what it had before.</summary>
internal sealed class LinkDesk(EventReader reader, UnusedEvents unused, Pulse pulse, ILogger<LinkDesk> logger)
{
    // The platform counts an event as lost after 3 s and delivers it again after 15
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>A frame of a kind that nobody reads.</summary>
    public void Pass(string kind) => unused.Count(kind);

    /// <summary>The code and the JSON of the acknowledgement. Everything is handed to <paramref name="accept"/> before this first waits, so that calls in order store in order.</summary>
    public async Task<(int Code, string? Response)> TakeAsync(byte[] payload, Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, CancellationToken cancel)
    {
        switch (Read(payload))
        {
            case WebhookVerdict.Accept taken:
                try
                {
                    await Task.WhenAll(taken.More.Prepend(taken).Select(one => accept(one.Message, one.Keys, cancel)).ToList()).WaitAsync(Patience, pulse.Time, cancel);
                    return (200, taken.ResponseJson == EventReader.Nothing ? null : taken.ResponseJson);
                }
                catch (Exception exception) when (!cancel.IsCancellationRequested)
                {
                    // Not stored, or not yet: the platform delivers it again
                    logger.LogError(exception, "An event from Feishu could not be stored in time");
                    return (500, null);
                }

            case WebhookVerdict.Reject rejected:
                // Delivered again it would be as unreadable
                logger.LogWarning("Refused an event from Feishu's long connection: {Reason}", rejected.Reason);
                return (200, null);
            default:
                return (200, null);
        }
    }

    private WebhookVerdict Read(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return reader.Read(json.RootElement, pulse.Time.GetUtcNow());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new WebhookVerdict.Reject(400, "the event is not readable JSON");
        }
    }
}
