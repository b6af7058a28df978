using CollabBot.Core.Platforms;
using CollabBot.Core.Time;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// DingTalk has no idempotency id, so what was sent within the hour is remembered here: a send that was repeated because only its bookkeeping failed shows nothing twice. Lost with the process.
/// </summary>
internal sealed class SentMemory(Pulse pulse)
{
    private const int Most = 20_000;
    private static readonly TimeSpan For = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, SendOutcome.Sent> sent = [];
    private readonly Queue<(string Key, DateTimeOffset Until)> order = new();

    public SendOutcome.Sent? Find(string key)
    {
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && (oldest.Until <= pulse.Time.GetUtcNow() || order.Count > Most))
                sent.Remove(order.Dequeue().Key);
            return sent.GetValueOrDefault(key);
        }
    }

    public void Add(string key, SendOutcome.Sent outcome)
    {
        lock (gate)
        {
            if (sent.TryAdd(key, outcome))
                order.Enqueue((key, pulse.Time.GetUtcNow() + For));
        }
    }
}
