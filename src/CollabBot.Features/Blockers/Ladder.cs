using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <summary>Tells whoever stands on the rung a blocker has come to.</summary>
internal sealed class Ladder(BlockerDesk desk)
{
    /// <summary>Tells them, and shows everywhere where it stands.</summary>
    public void Tell(Blocker blocker, Turn turn)
    {
        var roster = turn.Roster;
        switch (blocker.Rung)
        {
            case LadderRung.Owner:
                turn.Tell(blocker.Acting(roster), Notice(blocker, turn));
                break;
            case LadderRung.Lead:
                turn.Tell(blocker.Lead(roster), Notice(blocker, turn));
                break;
            case LadderRung.Heads:
                TellHeads(blocker, turn);
                break;
            case LadderRung.Agenda:
                foreach (var sponsor in roster.People.Where(p => !p.Left && p.Roles.Contains(Role.Sponsor)))
                    turn.Tell(sponsor, Notice(blocker, turn));
                break;
        }

        turn.Refresh(desk.Card(blocker, roster));
    }

    /// <summary>One card for both heads and who has to act: in the group it was raised in; what was said in private stays between those it concerns.</summary>
    public static void TellHeads(Blocker blocker, Turn turn)
    {
        var card = HeadsCard.Of(blocker, turn.Roster);
        if (Place.Parse(blocker.Group) is { } group)
            turn.Post(group, card);
        else
            foreach (var person in blocker.Heads(turn.Roster).Append(blocker.Acting(turn.Roster)).OfType<Person>().DistinctBy(p => p.Id))
                turn.Tell(person, card);
    }

    private LadderNotice Notice(Blocker blocker, Turn turn)
    {
        // Only what lies behind explains why it is late now
        var stops = desk.ClockOf(blocker, turn.Roster)?.Stops.Where(s => s.From <= desk.Today) ?? [];
        return new LadderNotice(blocker, blocker.Acting(turn.Roster)?.Id, blocker.Lead(turn.Roster) is not null, [.. stops]);
    }
}
