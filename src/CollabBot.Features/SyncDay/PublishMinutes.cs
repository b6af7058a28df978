using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Publishes the minutes, or brings published ones up to date.</summary>
[Command("sync publish")]
public sealed record PublishMinutes;

internal sealed class PublishMinutesHandler(MeetingBook book, Publisher publisher, AgendaMaker agenda, TeamClock clock) : IHandler<PublishMinutes>
{
    public async Task<Reply> HandleAsync(PublishMinutes command, Turn turn, CancellationToken cancel)
    {
        SyncRights.MustRunMeetings(turn);
        if (await book.HereAsync(turn, cancel) is not { } meeting)
            return Reply.Refuse("sync.no-group");
        if (!meeting.IsRunning && meeting.Minutes is null && (meeting.State == SyncState.Skipped || meeting.Day > clock.DayOf(turn.Now)))
            return Reply.Refuse("sync.not-open", ("day", meeting.Day));

        var again = meeting.Minutes is not null;
        var card = await publisher.PublishAsync(meeting, turn.Actor, turn, cancel);
        if (meeting.AgendaAt is not null)
            turn.Refresh(await agenda.MakeAsync(card.Meeting, turn, cancel));
        if (again)
        {
            turn.Refresh(card);
            return Reply.Say("sync.published-again", ("week", meeting.Week));
        }

        if (!turn.IsDirect)
            return card;
        turn.Post(Place.Parse(meeting.Group)!, card);
        return Reply.Say("sync.published", ("week", meeting.Week));
    }
}
