using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Begins this week's meeting at once; a meeting whose minutes are out is opened again.</summary>
[Command("sync now")]
public sealed record OpenSync;

internal sealed class OpenSyncHandler(MeetingBook book, AgendaMaker agenda, TeamClock clock) : IHandler<OpenSync>
{
    public async Task<Reply> HandleAsync(OpenSync command, Turn turn, CancellationToken cancel)
    {
        SyncRights.MustRunMeetings(turn);
        if (await book.HereAsync(turn, cancel) is not { } meeting)
            return Reply.Refuse("sync.no-group");
        if (!meeting.IsRunning)
        {
            // Opened again it stays the meeting of its day; opened by hand it is today's
            var day = meeting.Minutes is null ? clock.DayOf(turn.Now) : meeting.Day;
            meeting = meeting with
            {
                State = SyncState.Open,
                Day = day,
                Holiday = meeting.Day == day ? meeting.Holiday : null,
                OpenedAt = turn.Now,
                AgendaAt = turn.Now,
            };
            turn.Work.Save(meeting);
        }

        var card = await agenda.MakeAsync(meeting, turn, cancel);
        if (!turn.IsDirect)
            return card;
        turn.Post(Place.Parse(meeting.Group)!, card);
        return Reply.Say("sync.opened-in-group");
    }
}
