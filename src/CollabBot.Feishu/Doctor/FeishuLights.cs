using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Doctor;

/// <summary>All lights of the connection, in the order in which they are put right. A look is kept for some seconds, so that a page may ask often.</summary>
public sealed class FeishuLights : IDisposable
{
    // What is not green is being worked on
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshTrouble = TimeSpan.FromSeconds(5);
    private readonly IReadOnlyList<ILight> lights;
    private readonly ProofBook book;
    private readonly ProofKeeper keeper;
    private readonly Phrasebook phrases;
    private readonly TimeProvider time;
    private readonly string? owner;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    internal FeishuLights(IEnumerable<ILight> lights, ProofBook book, ProofKeeper keeper, Phrasebook phrases, Pulse pulse, string? owner)
    {
        this.lights = [.. lights.Where(l => l.Applies)];
        this.book = book;
        this.keeper = keeper;
        this.phrases = phrases;
        time = pulse.Time;
        this.owner = owner;
    }

    /// <summary>The lights, in words of the language. <paramref name="again"/> names one that is looked at anew, <c>*</c> all.</summary>
    public async Task<IReadOnlyList<Light>> LookAsync(string locale, CancellationToken cancel, string? again = null)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await keeper.ReadAsync(cancel);
            if (again == "*")
                seen.Clear();
            else if (again is not null)
                seen.Remove(again);
            // Without credentials nothing else can be told
            var first = await SeenAsync(lights[0], cancel);
            if (first.Colour == LightColour.Red)
                return [Word(lights[0].Key, first, locale), .. lights.Skip(1).Select(l => Word(l.Key, LightState.Amber("waits", null), locale))];
            var states = await Task.WhenAll(lights.Select(l => SeenAsync(l, cancel)));
            return [.. lights.Select((l, i) => Word(l.Key, states[i], locale))];
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>The person that a card can be sent to so that its button is pressed: who wrote last, else who made the app; null when nobody is known.</summary>
    public string? Somebody => book.Now.Direct?.OpenId ?? owner;

    /// <summary>What a failed call means, and what the platform said.</summary>
    internal static (string Name, object? Value) Reason(FeishuFailure failure) => ("reason", (FeishuReasons.Key(failure.Cause) ?? FeishuReasons.Key(failure.Code)) is { } key
        ? new Phrase("feishu.doctor.reason", ("why", new Phrase(key)), ("code", failure.Reason))
        : failure.Reason);

    private async Task<LightState> SeenAsync(ILight light, CancellationToken cancel)
    {
        Seen? last;
        lock (seen)
            last = seen.GetValueOrDefault(light.Key);
        var revision = book.Revision;
        if (last is not null && last.Revision == revision && time.GetUtcNow() - last.At < (last.State.Colour == LightColour.Green ? Fresh : FreshTrouble))
            return last.State;
        var state = await light.LookAsync(cancel);
        lock (seen)
            seen[light.Key] = new Seen(state, time.GetUtcNow(), revision);
        return state;
    }

    private Light Word(string key, LightState state, string locale)
    {
        var sentence = state.Outcome == "waits" ? "feishu.doctor.waits" : $"feishu.doctor.{key}.{state.Outcome}";
        return new Light(key, phrases.Say($"feishu.doctor.{key}", locale), state.Colour, phrases.Say(sentence, locale, state.Values), state.Link);
    }

    private sealed record Seen(LightState State, DateTimeOffset At, long Revision);
}
