using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Feedback;

/// <summary>What is there for the one who asks: numbers, and of unreleased words not even those.</summary>
[Command("feedback status", DirectOnly = true)]
public sealed record ShowFeedback;

/// <summary>One target the reader receives feedback about. Of anonymous words only released ones are counted: none and four look the same.</summary>
public sealed record FeedbackCount(string AboutId, int Named, int Unanswered, int Released);

/// <summary>Signed ones given, and what came in per target.</summary>
public sealed record FeedbackStatus(int Given, int Least, IReadOnlyList<FeedbackCount> About) : View;

internal sealed class ShowFeedbackHandler : IHandler<ShowFeedback>
{
    public async Task<Reply> HandleAsync(ShowFeedback command, Turn turn, CancellationToken cancel)
    {
        var counts = new List<FeedbackCount>();
        var targets = turn.Roster.LedBy(turn.Actor).Select(d => new FeedbackTarget(null, d.Id, null)).Prepend(new FeedbackTarget(turn.Actor.Id, null, null));
        foreach (var target in targets.Where(t => t.Receivers(turn.Roster).Any(r => r.Id == turn.Actor.Id)))
        {
            var signed = await turn.Work.ListAsync(SignedFeedbacks.About(target.Key), cancel);
            var round = await turn.Work.FindAsync<FeedbackRound>(target.Key, cancel);
            counts.Add(new FeedbackCount((target.PersonId ?? target.DepartmentId)!, signed.Count, signed.Count(f => f.Stance is null), round?.Released ?? 0));
        }

        var given = await turn.Work.ListAsync(SignedFeedbacks.From(turn.Actor.Id), cancel);
        return new FeedbackStatus(given.Count, Whispers.Least, counts);
    }
}
