using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>Makes the company work, rest or work half a day where the public calendar says otherwise.</summary>
[Command("calendar set", Requires = Role.Steward)]
public sealed record ChangeDay(DaySpan Days, DayWork Work, Rest? Reason = null);

/// <summary>Takes such changes back.</summary>
[Command("calendar clear", Requires = Role.Steward)]
public sealed record ClearDays(DaySpan Days);

/// <summary>What is different now, and which meeting moved by it.</summary>
public sealed record DaysChanged(DaySpan Days, DayWork Work, string Reason, int Count) : View
{
    public bool IsOneDay => Days.From == Days.Until;

    public string Month => Days.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

internal sealed class ChangeDayHandler(TeamClock clock, Phrasebook phrases) : IHandler<ChangeDay>
{
    private const int MostDays = 31, LongestReason = 30;

    public async Task<Reply> HandleAsync(ChangeDay command, Turn turn, CancellationToken cancel)
    {
        var (from, until) = (command.Days.From, command.Days.Until);
        if (from < clock.DayOf(turn.Now))
            return Reply.Refuse("calendar.past", ("day", from));
        if (until.DayNumber - from.DayNumber >= MostDays)
            return Reply.Refuse("calendar.too-many", ("limit", MostDays));
        var reason = command.Reason?.Text.Trim() is { Length: > 0 } said ? said : phrases.Say("calendar.company-day", "zh-CN");
        if (reason.Length > LongestReason)
            return Reply.Refuse("calendar.reason-too-long", ("limit", LongestReason));
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            var known = await turn.Work.FindAsync<CompanyDay>(CompanyDay.IdOf(day), cancel);
            turn.Work.Save((known ?? new CompanyDay { Id = CompanyDay.IdOf(day), Day = day, Work = command.Work, Reason = reason }) with { Work = command.Work, Reason = reason, Cancelled = false });
        }

        return new DaysChanged(command.Days, command.Work, reason, until.DayNumber - from.DayNumber + 1);
    }
}

internal sealed class ClearDaysHandler : IHandler<ClearDays>
{
    public async Task<Reply> HandleAsync(ClearDays command, Turn turn, CancellationToken cancel)
    {
        var cleared = 0;
        for (var day = command.Days.From; day <= command.Days.Until; day = day.AddDays(1))
            if (await turn.Work.FindAsync<CompanyDay>(CompanyDay.IdOf(day), cancel) is { Cancelled: false } known)
            {
                turn.Work.Save(known with { Cancelled = true });
                cleared++;
            }

        return cleared == 0 ? Reply.Refuse("calendar.nothing-there", ("days", command.Days)) : Reply.Say("calendar.cleared", ("days", command.Days), ("count", cleared));
    }
}
