using CollabBot.Core.Features;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Core.Doctor;

/// <summary>All lights of one platform's connection, in the order in which they are put right; the first is the credentials. A look is kept for some seconds, so that a page may ask often.</summary>
public sealed class LightBoard(string platform, IEnumerable<ILight> lights, IProofs proofs, IProofReader keeper, Phrasebook phrases, Pulse pulse) : IDisposable
{
    // What is not green is being worked on
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshTrouble = TimeSpan.FromSeconds(5);
    private readonly IReadOnlyList<ILight> lights = [.. lights.Where(l => l.Applies)];
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>The platform's name.</summary>
    public string Platform { get; } = platform;

    /// <summary>Whom and where a test message can be sent.</summary>
    public IProofs Proofs => proofs;

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

    /// <summary>The same as <c>collabbot doctor</c> prints it.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(string locale, CancellationToken cancel) =>
        [.. (await LookAsync(locale, cancel, "*")).Select(l => new Finding(l.Name, l.Colour == LightColour.Green, l.Sentence, l.Link) { Unproved = l.Colour == LightColour.Amber })];

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<LightState> SeenAsync(ILight light, CancellationToken cancel)
    {
        Seen? last;
        lock (seen)
            last = seen.GetValueOrDefault(light.Key);
        var revision = proofs.Revision;
        if (last is not null && last.Revision == revision && pulse.Time.GetUtcNow() - last.At < (last.State.Colour == LightColour.Green ? Fresh : FreshTrouble))
            return last.State;
        var state = await light.LookAsync(cancel);
        lock (seen)
            seen[light.Key] = new Seen(state, pulse.Time.GetUtcNow(), revision);
        return state;
    }

    private Light Word(string key, LightState state, string locale)
    {
        var sentence = state.Outcome == "waits" ? $"{Platform}.doctor.waits" : $"{Platform}.doctor.{key}.{state.Outcome}";
        return new Light(key, phrases.Say($"{Platform}.doctor.{key}", locale), state.Colour, phrases.Say(sentence, locale, state.Values), state.Link);
    }

    private sealed record Seen(LightState State, DateTimeOffset At, long Revision);
}
