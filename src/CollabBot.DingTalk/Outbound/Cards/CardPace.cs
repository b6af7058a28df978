using CollabBot.Core.Time;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>
/// Leaves a moment between two pictures of one card: they travel by connections of their own, and whichever arrives last stays. DingTalk asks for 300 ms or more.
/// </summary>
internal sealed class CardPace(IOptions<DingTalkOptions> options, Pulse pulse)
{
    private const int Most = 1000;
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(300);
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);

    /// <summary>Waits until the card may change again; at once when pacing is off.</summary>
    public async Task WaitAsync(string card, CancellationToken cancel)
    {
        var time = pulse.Time;
        TimeSpan left;
        lock (gate)
            left = last.TryGetValue(card, out var then) ? Apart - time.GetElapsedTime(then) : TimeSpan.Zero;
        if (left > TimeSpan.Zero && options.Value.CallsPerSecond > 0)
            await Task.Delay(left, time, cancel);
        Note(card);
    }

    /// <summary>The card changes now.</summary>
    public void Note(string card)
    {
        var time = pulse.Time;
        lock (gate)
        {
            if (last.Count >= Most)
                foreach (var old in last.Where(l => time.GetElapsedTime(l.Value) >= Apart).Select(l => l.Key).ToList())
                    last.Remove(old);
            last[card] = time.GetTimestamp();
        }
    }
}
