using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.SyncDay;

/// <summary>Asks one department for its three things, prefilled, and thanks for them. Live: once filled in, every copy says so.</summary>
public sealed record FillCard(SyncMeeting Meeting, string DepartmentId, IReadOnlyList<BlockerPoint> Blockers, bool Nudge, SyncEntry? Entry, CommandForm? Empty) : View
{
    public override string? Key => $"sync:{Meeting.Id}:fill:{DepartmentId}";

    public override CommandForm? Form => Empty;

    /// <summary>What this department owes others for their signatures, and others owe it.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    public bool HasDependencies => Dependencies.Count > 0;

    public TimeOnly StartsAt { get; } = SyncTimes.Start;

    public bool Filled => Empty is null && Entry is not null;
}

/// <summary>Makes the prefilled form of a department: its open blockers, its unanswered requests, and what it wrote last.</summary>
internal sealed class FillForms(FormMaker forms, IOptions<TeamOptions> team)
{
    private const int Most = 8;

    /// <summary>The card with the form, in the language of who will fill it in.</summary>
    public async Task<FillCard> AskAsync(SyncMeeting meeting, Department department, Person reader, bool nudge, Turn turn, CancellationToken cancel)
    {
        var blockers = await BlockersOfAsync(department, turn, cancel);
        var latest = await turn.Work.ListAsync(SyncEntries.Latest(department.Id), cancel) is [var written] ? written : null;
        var asks = await turn.Work.ListAsync(SupportAsks.UnansweredOf(department.Id), cancel);
        var sameMeeting = latest?.SyncId == meeting.Id;
        var values = new Dictionary<string, string?>
        {
            ["progress"] = latest?.Progress,
            ["blockers"] = (sameMeeting ? latest?.Blockers : null) ?? Lines(blockers.Select(b => $"{b.Id} {b.Title}")),
            ["asks"] = Lines(asks.Select(a => a.Text)),
            ["department"] = "@" + department.Name,
        };
        var form = forms.For<FillEntry>(values, reader.Id == turn.Actor.Id ? turn.Locale : reader.Locale ?? team.Value.Locale, turn.Roster);
        if (turn.Roster.LedBy(reader).Count == 1)
            form = form with { Fields = [.. form.Fields.Where(f => f.Name != "department")] };
        var dependencies = (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Dependencies().Where(d => d.OnId == department.Id || d.FromId == department.Id);
        return new FillCard(meeting, department.Id, [.. blockers.Take(Most).Select(BlockerPoint.Of)], nudge, sameMeeting ? latest : null, form)
        {
            Dependencies = [.. dependencies.Take(Most)],
        };
    }

    /// <summary>The same card once it is filled in: no form, a thank-you.</summary>
    public static FillCard Thank(SyncMeeting meeting, SyncEntry entry) => new(meeting, entry.DepartmentId, [], false, entry, null);

    private static async Task<IReadOnlyList<Blocker>> BlockersOfAsync(Department department, Turn turn, CancellationToken cancel)
    {
        var unfinished = await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel);
        return unfinished.Where(b => b.OwnerDepartmentId == department.Id || b.ReporterDepartmentId == department.Id).Pressing();
    }

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;
}
