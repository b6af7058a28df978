using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Blockers;

/// <summary>Every question that is asked of the blockers.</summary>
public static class BlockerQueries
{
    /// <summary>Not accepted yet.</summary>
    public static Query<Blocker> Unfinished { get; } =
        Query<Blocker>.All.In(b => b.State, BlockerState.Open, BlockerState.Claimed, BlockerState.Resolved);

    /// <summary>The latest that were accepted since the instant.</summary>
    public static Query<Blocker> RecentlyAccepted(DateTimeOffset since, int count) => AcceptedSince(since).OrderByDescending(b => b.AcceptedAt).Take(count);

    /// <summary>Something will happen to it by itself.</summary>
    public static Query<Blocker> Planned { get; } = Query<Blocker>.All.AtLeast(b => b.NextClimbAt, DateTimeOffset.MinValue);

    /// <summary>Something should have happened to it by itself; the longest waiting first.</summary>
    public static Query<Blocker> DueToClimb(DateTimeOffset now) => Query<Blocker>.All.Before(b => b.NextClimbAt, now.AddTicks(1)).OrderBy(b => b.NextClimbAt);

    /// <summary>Reported by the person and not accepted yet.</summary>
    public static Query<Blocker> ReportedBy(string personId) => Unfinished.Equal(b => b.ReporterId, personId);

    /// <summary>Asked of the department or of somebody in it, and not accepted yet.</summary>
    public static Query<Blocker> OfDepartment(string departmentId) => Unfinished.Equal(b => b.OwnerDepartmentId, departmentId);

    /// <summary>Made from the message and not accepted yet.</summary>
    public static Query<Blocker> From(string sourceId) => Unfinished.Equal(b => b.SourceId, sourceId);

    /// <summary>Opened at or after the instant.</summary>
    public static Query<Blocker> OpenedSince(DateTimeOffset instant) => Query<Blocker>.All.AtLeast(b => b.OpenedAt, instant);

    /// <summary>Accepted at or after the instant.</summary>
    // The instant is there as long as the state is, and fewer share an instant than a state
    public static Query<Blocker> AcceptedSince(DateTimeOffset instant) => Query<Blocker>.All.AtLeast(b => b.AcceptedAt, instant);

    /// <summary>The order people read them in: the worst first, then the most pressing, then the oldest.</summary>
    public static IReadOnlyList<Blocker> Pressing(this IEnumerable<Blocker> blockers) =>
        [.. blockers.OrderBy(b => b.Severity).ThenBy(b => b.Due ?? DateOnly.MaxValue).ThenBy(b => b.OpenedAt).ThenBy(b => b.Id, StringComparer.Ordinal)];

    /// <summary>What the person has to act on: blockers that wait for them as claimer, owner or head.</summary>
    public static IReadOnlyList<Blocker> OnPerson(this IEnumerable<Blocker> unfinished, Person person, Roster roster) =>
        unfinished.Where(b => b.IsOnOwner && b.Acting(roster)?.Id == person.Id).Pressing();

    /// <summary>What waits for the person's word that it is solved.</summary>
    public static IReadOnlyList<Blocker> ToAccept(this IEnumerable<Blocker> unfinished, Person person) =>
        unfinished.Where(b => b.State == BlockerState.Resolved && b.IsStuck(person)).Pressing();
}
