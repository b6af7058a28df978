using CollabBot.Core.Ledger;
using CollabBot.Core.Time;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// Tells a press on a card that comes again because it was not acknowledged from the same button pressed twice: a callback has no id of its own, and the id of its frame, or the time it is signed with,
/// is new each time.
/// </summary>
internal sealed class PressMemory(Pulse pulse)
{
    private const int Most = 10_000;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Key, DateTimeOffset At)> open = new(StringComparer.Ordinal);

    /// <summary>The key of the press: the id of the first that brought it, until that one is settled.</summary>
    public string KeyOf(string data, string id)
    {
        var now = pulse.Time.GetUtcNow();
        var press = LedgerChain.Sha256(data);
        lock (gate)
        {
            if (open.TryGetValue(press, out var before) && now - before.At < For)
                return before.Key;
            if (open.Count >= Most)
                foreach (var old in open.Where(p => now - p.Value.At >= For).Select(p => p.Key).ToList())
                    open.Remove(old);
            open[press] = (id, now);
            return id;
        }
    }

    /// <summary>The press was acknowledged: the next is a new one.</summary>
    public void Settle(string data)
    {
        lock (gate)
            open.Remove(LedgerChain.Sha256(data));
    }
}
