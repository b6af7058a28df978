using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>How far a goal has come down: shares per department, never a name.</summary>
[Command("goal coverage")]
public sealed record ShowCoverage([Ref("G")] RecordRef Goal);

/// <summary>A department in numbers.</summary>
public sealed record CoverageRow(string DepartmentId, bool IsWritten, bool IsLate, int Members, int WithLine, int Understood, int NotMine, int Questions, int Told)
{
    /// <summary>Fewer people than that are counted with the rest: a share of two people is a name.</summary>
    public const int Few = 3;

    public bool IsFew => Members is > 0 and < Few;

    public int LineShare => Members == 0 ? 0 : WithLine * 100 / Members;

    public int UnderstoodShare => Members == 0 ? 0 : Understood * 100 / Members;
}

/// <summary>The coverage of a goal. Its rows hold no person.</summary>
public sealed record CoverageCard(Goal Goal, IReadOnlyList<CoverageRow> Rows, CoverageRow Total, DateOnly? Due) : View
{
    public override string? Key => $"coverage:{Goal.Id}";

    public string Id => Goal.Id;

    public int WrittenCount => Rows.Count(r => r.IsWritten);

    public bool HasTotal => Total.Members > 0;

    public bool IsComplete => Rows.All(r => r.IsWritten);

    internal static async Task<CoverageCard> OfAsync(Goal goal, DateOnly today, Turn turn, CancellationToken cancel)
    {
        var run = await turn.Work.FindAsync<CascadeRun>(goal.Id, cancel);
        var translations = (await turn.Work.ListAsync(Translations.Of(goal.Id), cancel)).ToDictionary(t => t.DepartmentId, StringComparer.Ordinal);
        var sights = (await turn.Work.ListAsync(Sights.Of(goal.Id), cancel)).ToDictionary(s => s.PersonId, StringComparer.Ordinal);
        var rows = new List<CoverageRow>();
        foreach (var id in goal.Terms.DepartmentIds)
        {
            var translation = translations.GetValueOrDefault(id);
            var questions = translation is null ? 0 : (await turn.Work.ListAsync(LineQuestions.About(translation.Id), cancel)).Count;
            // Who wrote the words needs no card about them
            var members = SendSights.Members(id, goal, turn.Roster).Where(m => m.Id != translation?.WrittenById).ToList();
            var seen = members.Select(m => sights.GetValueOrDefault(m.Id)).OfType<Sight>().Where(s => s.DepartmentId == id).ToList();
            rows.Add(new CoverageRow(
                id,
                translation is { IsWritten: true, IsOutdated: false },
                run?.Due < today,
                members.Count,
                seen.Count(s => s.Line is not null),
                seen.Count(s => s.Ack == Ack.Understood),
                seen.Count(s => s.Ack == Ack.NotMine),
                questions,
                translation?.Told.Sum(t => t.People) ?? 0));
        }

        return new CoverageCard(goal, rows, Sum(rows), run?.Due);
    }

    /// <summary>All rows together. Hidden rows that are fewer than three people are left out: the difference between the whole and what is shown would be them.</summary>
    public static CoverageRow Sum(IReadOnlyList<CoverageRow> rows)
    {
        var counted = rows.Where(r => r.IsFew).Sum(r => r.Members) < CoverageRow.Few ? rows.Where(r => !r.IsFew).ToList() : rows;
        return new CoverageRow("", true, false, counted.Sum(r => r.Members), counted.Sum(r => r.WithLine), counted.Sum(r => r.Understood), counted.Sum(r => r.NotMine), counted.Sum(r => r.Questions), rows.Sum(r => r.Told));
    }
}

internal sealed class ShowCoverageHandler(TeamClock clock) : IHandler<ShowCoverage>
{
    public async Task<Reply> HandleAsync(ShowCoverage command, Turn turn, CancellationToken cancel)
    {
        var goal = await turn.Work.FindAsync<Goal>(command.Goal.Id, cancel) ?? throw new RuleException("goals.not-found", ("id", command.Goal.Id));
        return goal.State == GoalState.Effective ? await CoverageCard.OfAsync(goal, clock.Today, turn, cancel) : throw new RuleException("cascade.not-in-force", ("id", goal.Id));
    }
}

/// <summary>The morning after the fifth working day the group that agreed on the goal sees how far it came; once per edition.</summary>
[Schedule("52 9 * * *", Holidays = HolidayRule.Skip)]
internal sealed class PostCoverage(TeamClock clock) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        foreach (var goal in (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Where(g => g.State == GoalState.Effective))
        {
            if (await turn.Work.FindAsync<CascadeRun>(goal.Id, cancel) is not { CoverageAt: null } run || clock.Today <= run.Due)
                continue;
            var card = await CoverageCard.OfAsync(goal, clock.Today, turn, cancel);
            if (Place.Parse(goal.Group ?? "") is { } place)
                turn.Post(place, card);
            else
                foreach (var keeper in turn.Roster.Keepers)
                    turn.Tell(keeper, card);
            turn.Work.Save(run with { CoverageAt = turn.Now });
        }
    }
}
