using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;

namespace CollabBot.Features.SyncDay;

/// <summary>The long minutes of one meeting.</summary>
public sealed record MinutesPage(SyncMeeting Meeting, Minutes Minutes) : View
{
    public bool Reviewed => Meeting.PublishedBy is not null;
}

/// <summary>One page per published meeting, drawn from what was published: publishing again changes the blocks that differ.</summary>
internal sealed class MinutesPages : IPageSource
{
    public IReadOnlyList<string> MadeFrom => ["syncdays"];

    public IEnumerable<string> PathsFor(Document changed) => changed is SyncMeeting { Minutes: not null, PagePath: { } path } ? [path] : [];

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel) =>
        await work.ListAsync(SyncMeetings.At(path), cancel) is [{ Minutes: { } minutes } meeting] ? new MinutesPage(meeting, minutes) : null;
}
