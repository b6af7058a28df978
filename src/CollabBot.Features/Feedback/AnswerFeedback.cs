using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Feedback;

/// <summary>The receiver says how it was taken.</summary>
[Command("feedback answer")]
public sealed record AnswerFeedback([Ref("F")] RecordRef Feedback, Stance Stance, [Long] Rest? Words = null);

/// <summary>Shows one signed feedback to its receiver or its author: <c>#F-1</c>.</summary>
[Command("feedback show", DirectOnly = true, Shows = "F")]
public sealed record ShowSignedFeedback([Ref("F")] RecordRef Feedback);

/// <summary>Signed feedback, live: with its receiver, and with its author once it is answered.</summary>
public sealed record FeedbackCard(SignedFeedback Feedback) : View
{
    public override string? Key => $"feedback:{Feedback.Id}";
}

internal sealed class AnswerFeedbackHandler : IHandler<AnswerFeedback>
{
    private const int Longest = 1000;

    public async Task<Reply> HandleAsync(AnswerFeedback command, Turn turn, CancellationToken cancel)
    {
        var feedback = await turn.Work.FindAsync<SignedFeedback>(command.Feedback.Id, cancel);
        // Who is not its receiver does not even learn that it exists
        if (feedback is null || !feedback.IsFor(turn.Actor, turn.Roster))
            return Reply.Refuse("feedback.not-found", ("id", command.Feedback.Id));
        if (!turn.IsDirect)
            return Reply.Refuse("feedback.answer-direct");
        if (command.Words?.Text.Length > Longest)
            return Reply.Refuse("feedback.too-long", ("limit", Longest));
        var answered = feedback with
        {
            Stance = command.Stance,
            Answer = command.Words?.Text.Trim() is { Length: > 0 } words ? words : null,
            AnsweredBy = turn.Actor.Id,
        };
        turn.Work.Save(answered);
        turn.Tell(turn.Roster.Person(feedback.FromId), new FeedbackCard(answered));
        return new FeedbackCard(answered);
    }
}

internal sealed class ShowSignedFeedbackHandler : IHandler<ShowSignedFeedback>
{
    public async Task<Reply> HandleAsync(ShowSignedFeedback command, Turn turn, CancellationToken cancel) =>
        await turn.Work.FindAsync<SignedFeedback>(command.Feedback.Id, cancel) is { } feedback
        && (feedback.FromId == turn.Actor.Id || feedback.IsFor(turn.Actor, turn.Roster))
            ? new FeedbackCard(feedback)
            : Reply.Refuse("feedback.not-found", ("id", command.Feedback.Id));
}
