using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Core.Delivery;

/// <summary>The one door for everything people say or press.</summary>
public sealed class Inbox(IEnvelopeQueue queue, TeamClock clock)
{
    /// <summary>The envelope kind of messages.</summary>
    public const string MessageKind = "message";

    /// <summary>The envelope kind of scheduled jobs.</summary>
    public const string JobKind = "job";

    /// <summary>
    /// Returns true once the message is durable; false, with no effect, when one of its keys was seen before. Keys are the platform's event and message ids, the event id first.
    /// </summary>
    public Task<bool> AcceptAsync(InboundMessage message, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var owned = keys.Select(key => $"{message.Place.Platform}:{key}").ToList();
        var payload = JsonSerializer.Serialize(message, DocumentJson.Options);
        var envelope = new Envelope(owned[0], QueueName.Inbox, message.Place.ToString(), MessageKind, payload, clock.Now);
        return queue.PutAsync(envelope, owned[1..], cancel);
    }
}
