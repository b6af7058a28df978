using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <content>The rules: each step returns the next state or throws <see cref="RuleException"/> with a way out.</content>
public sealed partial record Blocker
{
    private const int MostTransfers = 2;

    /// <summary>A new blocker that waits for its owner.</summary>
    public static Blocker Open(string id, string text, Person reporter, Assignee? owner, DateTimeOffset now) => new Blocker
    {
        Id = id,
        Text = text.Trim(),
        ReporterId = reporter.Id,
        ReporterDepartmentId = reporter.DepartmentId,
        OwnerId = owner?.Person?.Id,
        OwnerDepartmentId = owner?.Department?.Id ?? owner?.Person?.DepartmentId,
        OpenedAt = now,
    }.After(BlockerStep.Opened, reporter, now);

    /// <summary>Somebody of the owner's side takes it on; the same person may promise another day later.</summary>
    public Blocker Claim(Person actor, Roster roster, DateOnly? promisedFor, DateTimeOffset now)
    {
        StillOnOwner(roster);
        if (State == BlockerState.Claimed && ClaimedById != actor.Id)
            throw new RuleException("blockers.already-claimed", ("id", Id), ("name", NameOf(ClaimedById, roster)));
        if (!IsOwnerSide(actor, roster))
            throw new RuleException("blockers.claim-not-yours", ("id", Id), ("owner", OwnerName(roster)));
        return (this with
        {
            State = BlockerState.Claimed,
            OwnerId = IsUnowned ? actor.Id : OwnerId,
            OwnerDepartmentId = IsUnowned ? actor.DepartmentId : OwnerDepartmentId,
            ClaimedById = actor.Id,
            ClaimedAt = ClaimedAt ?? now,
            PromisedFor = promisedFor ?? PromisedFor,
            // Taking it on is the answer; promising another day is not
            Rung = State == BlockerState.Open ? LadderRung.None : Rung,
            ClimbedAt = State == BlockerState.Open ? null : ClimbedAt,
        }).Woken(now).After(BlockerStep.Claimed, actor, now);
    }

    /// <summary>Hands it to somebody else, who starts afresh.</summary>
    public Blocker Transfer(Person actor, Roster roster, Assignee to, string? reason, DateTimeOffset now)
    {
        StillOnOwner(roster);
        var misaddressed = State == BlockerState.Open && actor.Id == ReporterId;
        if (!misaddressed && !IsOwnerSide(actor, roster) && !roster.Has(actor, Role.Steward))
            throw new RuleException("blockers.transfer-not-yours", ("id", Id), ("owner", OwnerName(roster)));
        if (to.Person?.Id == OwnerId && (to.Person is not null || to.Department?.Id == OwnerDepartmentId))
            throw new RuleException("blockers.same-owner", ("id", Id), ("owner", to.Name));
        var transfers = Transfers + (IsUnowned ? 0 : 1);
        // Handed on once more than a mistake explains: the heads decide who solves it
        var isPingPong = transfers >= MostTransfers && !IsUnowned;
        return (this with
        {
            State = BlockerState.Open,
            AskedAt = now,
            Rung = isPingPong ? LadderRung.Heads : LadderRung.None,
            ClimbedAt = isPingPong ? now : null,
            CalledInTime = isPingPong,
            HeadsReason = isPingPong ? Blockers.HeadsReason.PassedOn : HeadsReason,
            PassedOnBy = IsUnowned || OwnerDepartmentId is not { } passer ? PassedOnBy : [.. PassedOnBy.Append(passer).Distinct(StringComparer.Ordinal)],
            OwnerId = to.Person?.Id,
            OwnerDepartmentId = to.Department?.Id ?? to.Person?.DepartmentId,
            ClaimedById = null,
            ClaimedAt = null,
            PromisedFor = null,
            Transfers = transfers,
        }).Woken(now).After(BlockerStep.Transferred, actor, now, reason);
    }

    /// <summary>The owner's side says it is solved, and how. The reporter's own word needs no second one, so it ends there.</summary>
    public Blocker Resolve(Person actor, Roster roster, string how, DateTimeOffset now)
    {
        StillOnOwner(roster);
        if (actor.Id != ReporterId && !IsOwnerSide(actor, roster))
            throw new RuleException("blockers.resolve-not-yours", ("id", Id), ("owner", OwnerName(roster)));
        var own = actor.Id == ReporterId;
        var resolved = (this with
        {
            State = BlockerState.Resolved,
            ClaimedById = ClaimedById ?? (own ? null : actor.Id),
            ResolvedById = actor.Id,
            ResolvedAt = now,
            How = how.Trim(),
            Rung = LadderRung.None,
            ClimbedAt = null,
        }).Woken(now).After(BlockerStep.Resolved, actor, now, how);
        return own ? resolved.Accept(actor, roster, now) : resolved;
    }

    /// <summary>Who was stuck says that it really is solved.</summary>
    public Blocker Accept(Person actor, Roster roster, DateTimeOffset now)
    {
        if (State == BlockerState.Accepted)
            throw new RuleException("blockers.already-accepted", ("id", Id));
        MustBeStuck(actor, roster, "blockers.accept-not-yours");
        if (State != BlockerState.Resolved)
            throw new RuleException("blockers.not-resolved", ("id", Id), ("owner", OwnerName(roster)));
        return (this with { State = BlockerState.Accepted, AcceptedById = actor.Id, AcceptedAt = now }).After(BlockerStep.Accepted, actor, now);
    }

    /// <summary>Who was stuck says that it is not solved: back to who claimed it.</summary>
    public Blocker Reopen(Person actor, Roster roster, string why, DateTimeOffset now)
    {
        if (IsOnOwner)
            throw new RuleException("blockers.nothing-to-reopen", ("id", Id));
        MustBeStuck(actor, roster, "blockers.reopen-not-yours");
        return (this with
        {
            State = ClaimedById is null ? BlockerState.Open : BlockerState.Claimed,
            ResolvedById = null,
            ResolvedAt = null,
            AcceptedById = null,
            AcceptedAt = null,
            Reopens = Reopens + 1,
            Pauses = [.. Pauses, new ClockPause(ResolvedAt ?? now, now)],
            Rung = LadderRung.None,
            ClimbedAt = null,
        }).After(BlockerStep.Reopened, actor, now, why);
    }

    /// <summary>Somebody else is blocked by it as well.</summary>
    public Blocker PlusOne(Person actor, DateTimeOffset now)
    {
        if (State == BlockerState.Accepted)
            throw new RuleException("blockers.plus-one-too-late", ("id", Id));
        if (actor.Id == ReporterId)
            throw new RuleException("blockers.plus-one-own", ("id", Id));
        if (PlusOneIds.Contains(actor.Id, StringComparer.Ordinal))
            throw new RuleException("blockers.plus-one-twice", ("id", Id));
        return (this with { PlusOneIds = [.. PlusOneIds, actor.Id] }).After(BlockerStep.PlusOne, actor, now);
    }

    /// <summary>A question or an answer about it.</summary>
    public Blocker Note(Person actor, string text, DateTimeOffset now) => After(BlockerStep.Noted, actor, now, text);

    /// <summary>The reporter takes over the words as they read now in the message it was made from.</summary>
    public Blocker UseNewWords(Person actor, Roster roster, DateTimeOffset now)
    {
        if (Source?.NewWords is not { } words)
            throw new RuleException("blockers.no-new-words", ("id", Id));
        if (actor.Id != ReporterId)
            throw new RuleException("blockers.words-not-yours", ("id", Id), ("name", NameOf(ReporterId, roster)));
        return (this with { Text = words.Trim(), Source = Source with { NewWords = null } }).After(BlockerStep.Reworded, actor, now);
    }

    private void StillOnOwner(Roster roster)
    {
        if (State == BlockerState.Resolved)
            throw new RuleException("blockers.awaits-acceptance", ("id", Id), ("names", StuckNames(roster)));
        if (State == BlockerState.Accepted)
            throw new RuleException("blockers.already-accepted", ("id", Id));
    }

    private void MustBeStuck(Person actor, Roster roster, string refusal)
    {
        if (!IsStuck(actor))
            throw new RuleException(refusal, ("id", Id), ("names", StuckNames(roster)));
    }

    private Blocker After(BlockerStep step, Person by, DateTimeOffset at, string? note = null) =>
        this with { History = [.. History, new BlockerEvent(step, by.Id, at, string.IsNullOrWhiteSpace(note) ? null : note.Trim())] };
}
