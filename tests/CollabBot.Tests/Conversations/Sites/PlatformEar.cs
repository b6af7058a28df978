using CollabBot.Conversations;
using CollabBot.Core.Platforms;
using CollabBot.Playground;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>Listens at the way out of one platform: what it took is what people see there, and what it refused is a fault of ours.</summary>
internal sealed class PlatformEar(Func<Outgoing, PlaygroundChat> whereTo)
{
    private readonly Dictionary<string, ShownCard> shown = new(StringComparer.Ordinal);
    private readonly List<string> refused = [];

    /// <summary>Every card that stands in a chat.</summary>
    public IReadOnlyList<ShownCard> Cards
    {
        get
        {
            lock (shown)
                return refused.Count == 0 ? [.. shown.Values] : throw new InvalidOperationException("the platform refused: " + string.Join("; ", refused));
        }
    }

    /// <summary>The platform with the ear at its mouth.</summary>
    public IPlatform At(IPlatform platform) => new Overheard(platform, this);

    private void Hear(Outgoing message, SendOutcome outcome)
    {
        lock (shown)
            switch (outcome)
            {
                case SendOutcome.Failed failed:
                    refused.Add(failed.Reason);
                    break;
                case SendOutcome.Sent when message.UpdateOf is { } id:
                    shown[id] = shown[id] with { Card = message.Card };
                    break;
                case SendOutcome.Sent sent:
                    var key = sent.MessageId ?? message.Key;
                    // The same key again is the message that is there
                    shown.TryAdd(key, new ShownCard(key, whereTo(message), shown.Count, message.Card));
                    break;
            }
    }

    private sealed class Overheard(IPlatform inner, PlatformEar ear) : IPlatform
    {
        public string Name => inner.Name;

        public PlatformFeatures Features => inner.Features;

        public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
        {
            var outcome = await inner.SendAsync(message, cancel);
            ear.Hear(message, outcome);
            return outcome;
        }

        public Task<bool> ReadyAsync(CancellationToken cancel) => inner.ReadyAsync(cancel);
    }
}
