using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Features.Blockers;

/// <summary>Tells one person that a blocker waits too long, why that is so, and what to do.</summary>
public sealed record LadderNotice(Blocker Blocker, string? ActingId, bool LeadIsNext, IReadOnlyList<ClockStop> Stops) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;

    public bool HasStops => Stops.Count > 0;

    public bool IsForOwner => Blocker.Rung == LadderRung.Owner;

    public bool IsForLead => Blocker.Rung == LadderRung.Lead;

    public bool IsForSponsor => Blocker.Rung == LadderRung.Agenda;

    /// <summary>Nobody took it on yet; otherwise it is the solution that is late.</summary>
    public bool IsUnanswered => Blocker.State == BlockerState.Open;

    /// <summary>How long its severity allows for what is late.</summary>
    public Phrase Allowed => (IsUnanswered ? Blocker.Allowed.Respond : Blocker.Allowed.Resolve).Said;

    public bool IsByDay => !IsUnanswered && Blocker.Due is not null;
}

/// <summary>The one card that the heads of both sides have in common.</summary>
public sealed record HeadsCard(Blocker Blocker, IReadOnlyList<string> HeadIds, string? ActingId) : View
{
    public override string? Key => $"blocker:{Blocker.Id}:heads";

    public string Id => Blocker.Id;

    public string Title => Blocker.Title;

    /// <summary>The heads still have to decide; nobody took it on, handed it over or solved it since.</summary>
    public bool IsOpen => Blocker is { IsOnOwner: true, Rung: LadderRung.Heads or LadderRung.Agenda };

    public bool IsClaimed => Blocker.State == BlockerState.Claimed;

    public bool IsUnanswered => Blocker.State == BlockerState.Open;

    public bool IsBanged => Blocker is { HeadsReason: HeadsReason.Banged, Bang: not null };

    public bool IsPassedOn => Blocker.HeadsReason == HeadsReason.PassedOn;

    /// <summary>How long its severity allows for what is late.</summary>
    public Phrase Allowed => (IsUnanswered ? Blocker.Allowed.Respond : Blocker.Allowed.Resolve).Said;

    internal static HeadsCard Of(Blocker blocker, Roster roster) => new(blocker, [.. blocker.Heads(roster).Select(h => h.Id)], blocker.Acting(roster)?.Id);
}
