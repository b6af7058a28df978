using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>大小周: works every second Saturday, counted from the one named; without one, stops it.</summary>
[Command("calendar saturdays", Requires = Role.Steward)]
public sealed record AlternateSaturdays(Due? First = null, bool Stop = false);

/// <summary>The next worked Saturdays.</summary>
public sealed record SaturdaysSet(IReadOnlyList<DateOnly> Next) : View;

internal sealed class AlternateSaturdaysHandler(TeamClock clock) : IHandler<AlternateSaturdays>
{
    public async Task<Reply> HandleAsync(AlternateSaturdays command, Turn turn, CancellationToken cancel)
    {
        var rule = await turn.Work.FindAsync<SaturdayRule>(SaturdayRule.OnlyId, cancel) ?? new SaturdayRule { Id = SaturdayRule.OnlyId };
        if (command.Stop)
        {
            turn.Work.Save(rule with { FirstWorked = null });
            return Reply.Say("calendar.saturdays-off");
        }

        if (command.First is not { Day: var first })
            return rule.FirstWorked is { } known ? new SaturdaysSet(Next(known, turn)) : Reply.Refuse("calendar.saturdays-how");
        if (first.DayOfWeek != DayOfWeek.Saturday)
            return Reply.Refuse("calendar.no-saturday", ("day", first));
        turn.Work.Save(rule with { FirstWorked = first });
        return new SaturdaysSet(Next(first, turn));
    }

    private List<DateOnly> Next(DateOnly first, Turn turn)
    {
        var today = clock.DayOf(turn.Now);
        var start = first;
        while (start < today)
            start = start.AddDays(14);
        return [.. Enumerable.Range(0, 8).Select(i => start.AddDays(14 * i)).Where(d => clock.Calendar.Public.Kind(d) is { IsWorkday: false, Name: null }).Take(4)];
    }
}
