namespace CollabBot.Features.Blockers;

/// <content>On hold: the clock stands still until a day that both sides know.</content>
public sealed partial record Blocker
{
    // Whoever goes on before the day does not keep the rest of the pause
    private Blocker Woken(DateTimeOffset now) => HeldUntil is null ? this : this with
    {
        HeldUntil = null,
        Pauses = [.. Pauses.Select((p, i) => i == Pauses.Count - 1 && p.Until > now ? p with { Until = now } : p)],
    };
}
