using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.SyncDay;

/// <summary>The minutes in the group: the short of them, and where the long stands. Live, so that publishing again changes the card that is there.</summary>
public sealed record MinutesCard(SyncMeeting Meeting, Minutes Minutes) : View
{
    public override string? Key => $"sync:{Meeting.Id}:minutes";

    public bool Reviewed => Meeting.PublishedBy is not null;

    public IReadOnlyList<DecisionPoint> Decisions => [.. Minutes.Decisions.Take(AgendaCard.Most).Select(d => d with { Text = Short.Line(d.Text) })];

    public IReadOnlyList<ActionPoint> Actions => [.. Minutes.Actions.Take(AgendaCard.Most).Select(a => a with { Text = Short.Line(a.Text) })];

    public IReadOnlyList<GoalPoint> Goals => [.. Minutes.Goals.Take(AgendaCard.Most)];

    public IReadOnlyList<BlockerPoint> Opened => [.. Minutes.Opened.Take(AgendaCard.Most)];

    public IReadOnlyList<BlockerPoint> Overdue => [.. Minutes.Overdue.Take(AgendaCard.Most)];
}

/// <summary>Makes a meeting's minutes public: the card, and the page that is drawn because the meeting says where it lives.</summary>
internal sealed class Publisher(MinutesMaker maker)
{
    private const string Folder = "协同日纪要";

    /// <summary>Stages the published meeting; <paramref name="by"/> is null when nobody looked at it.</summary>
    public async Task<MinutesCard> PublishAsync(SyncMeeting meeting, Person? by, Turn turn, CancellationToken cancel)
    {
        var published = meeting with
        {
            State = SyncState.Published,
            PublishedAt = meeting.PublishedAt ?? turn.Now,
            PublishedBy = by?.Id,
            PagePath = meeting.PagePath ?? await FreePathAsync(meeting.Week, turn.Work, cancel),
            Minutes = await maker.MakeAsync(meeting, turn, cancel),
        };
        turn.Work.Save(published);
        if (published.DraftedAt is not null)
            turn.Refresh(new DraftCard(published, published.Minutes));
        return new MinutesCard(published, published.Minutes);
    }

    // A second group's minutes of the same week must not overwrite the first one's
    private static async Task<string> FreePathAsync(string week, IUnitOfWork work, CancellationToken cancel)
    {
        var path = $"{Folder}/{week}";
        for (var i = 2; (await work.ListAsync(SyncMeetings.At(path), cancel)).Count > 0; i++)
            path = $"{Folder}/{week}-{i}";
        return path;
    }
}
