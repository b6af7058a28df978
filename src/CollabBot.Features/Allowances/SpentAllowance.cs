using CollabBot.Core.Chat;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Allowances;

/// <summary>What a platform allows the company in a month was used up; the id is <c>platform:allowance:month</c>.</summary>
[Collection("spentAllowances", "month", Ledger = false)]
public sealed record SpentAllowance : Document
{
    public required string Platform { get; init; }

    public required Allowance Allowance { get; init; }

    /// <summary>As <c>yyyy-MM</c>.</summary>
    public required string Month { get; init; }

    /// <summary>When it was first noticed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What is used up in a month.</summary>
    public static Query<SpentAllowance> In(string month) => Query<SpentAllowance>.All.Equal(a => a.Month, month);
}

/// <summary>Tells a steward what stopped working, why, and what mends it.</summary>
public sealed record AllowanceSpentCard(string Platform, string Month, bool OfCalls) : View;

/// <summary>Remembers it and tells whoever keeps the process, once for each month.</summary>
internal sealed class TellAllowanceSpent : IReaction<Happening.AllowanceSpent>
{
    public async Task ReactAsync(Happening.AllowanceSpent happened, Turn turn, CancellationToken cancel)
    {
        var id = $"{turn.Place.Platform}:{happened.Allowance}:{happened.Month}";
        if (await turn.Work.FindAsync<SpentAllowance>(id, cancel) is not null)
            return;
        turn.Work.Save(new SpentAllowance { Id = id, Platform = turn.Place.Platform, Allowance = happened.Allowance, Month = happened.Month, At = turn.Now });
        foreach (var keeper in turn.Roster.Keepers)
            turn.Tell(keeper, new AllowanceSpentCard(turn.Place.Platform, happened.Month, happened.Allowance == Allowance.Calls));
    }
}
