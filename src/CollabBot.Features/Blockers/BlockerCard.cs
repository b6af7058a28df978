using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>The one live card of a blocker: where it stands, why it went to whom, and the buttons that make sense now.</summary>
public sealed record BlockerCard(Blocker Blocker, string? ActingId, bool Overdue, IReadOnlyList<Department> Choices) : View
{
    // A card beyond 30 KB is refused by the platforms; the whole text then stands on its own page
    internal const int Shown = 2000;

    public override string? Key => $"blocker:{Blocker.Id}";

    public override bool Urgent => Blocker is { Severity: Severity.P0, State: BlockerState.Open };

    public string Id => Blocker.Id;

    public string Title => Blocker.Title;

    public bool IsOpen => Blocker.State == BlockerState.Open;

    public bool IsClaimed => Blocker.State == BlockerState.Claimed;

    public bool IsResolved => Blocker.State == BlockerState.Resolved;

    public bool IsAccepted => Blocker.State == BlockerState.Accepted;

    public bool IsDanger => Overdue || (Blocker.Severity == Severity.P0 && Blocker.IsOnOwner);

    /// <summary>What the heading left out, or null.</summary>
    public string? Body => Blocker.Text == Title ? null : Excerpt.Of(Blocker.Text, Shown);

    /// <summary>How many characters there are, when the card does not hold them all.</summary>
    public int? Length => Body is { } body && body != Blocker.Text ? Blocker.Text.Length : null;

    /// <summary>True when a department was asked and its head is the one who acts.</summary>
    public bool IsForDepartment => Blocker.OwnerId is null && Blocker.OwnerDepartmentId is not null;

    /// <summary>True when the person asked left the company before anybody claimed it.</summary>
    public bool OwnerLeft { get; init; }

    /// <summary>Who is away, so that somebody else was asked; null when nobody is.</summary>
    public string? AwayId { get; init; }

    /// <summary>The clocks; null while none runs.</summary>
    public BlockerClock? Clock { get; init; }

    /// <summary>How something like it was solved before, while it is still with its owner.</summary>
    public EarlierSolution? Earlier => Blocker.IsOnOwner ? Blocker.Earlier : null;

    /// <summary>Whether whoever is stuck may still bang on the table.</summary>
    public bool CanBang => Blocker is { IsOnOwner: true, IsUnowned: false, Bang: null };

    /// <summary>Whether it has gone up the ladder.</summary>
    public bool HasClimbed => Blocker is { IsOnOwner: true, Rung: not LadderRung.None };

    /// <summary>Who asked the present owner: the reporter, or who handed it over last.</summary>
    public string AskedById => Blocker.History.LastOrDefault(e => e.Step is BlockerStep.Opened or BlockerStep.Transferred)?.ById ?? Blocker.ReporterId;

    public bool HasPlusOnes => Blocker.PlusOneIds.Count > 0;

    /// <summary>The last question, answer or reason somebody wrote, while it is still with the owner.</summary>
    public BlockerEvent? LastWord => Blocker.IsOnOwner ? Blocker.History.LastOrDefault(e => e.Note is not null && e.Step is not (BlockerStep.Resolved or BlockerStep.Banged)) : null;

    /// <summary>The message it was made from was recalled.</summary>
    public bool IsRecalled => Blocker.Source?.RecalledAt is not null;

    /// <summary>Where the message it was made from can be seen; null once it cannot.</summary>
    public string? SourceLink => IsRecalled ? null : Blocker.Source?.Link;

    /// <summary>What that message says now, while its new words are not taken over.</summary>
    public string? NewWords => !IsAccepted && Blocker.Source?.NewWords is { } words ? Excerpt.Of(words, 500) : null;

    /// <summary>The card as of now; departments to ask are offered as buttons while nobody was asked.</summary>
    public static BlockerCard Of(Blocker blocker, Roster roster, TeamClock clock) => new(
        blocker,
        blocker.Acting(roster)?.Id,
        blocker.IsOverdue(clock.Today),
        blocker.IsUnowned ? [.. roster.MainDepartments.Where(d => d.HeadId is not null).Take(4)] : [])
    {
        AwayId = blocker.IsOnOwner ? blocker.AwayFor(roster)?.Id : null,
        OwnerLeft = blocker.State == BlockerState.Open && roster.Person(blocker.OwnerId) is { Left: true },
    };
}
