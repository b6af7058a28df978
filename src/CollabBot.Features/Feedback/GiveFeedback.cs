using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Features.Feedback;

/// <summary>With or without a name, chosen each time.</summary>
public enum Signing
{
    /// <summary>The receiver sees who says it.</summary>
    Named,

    /// <summary>Nobody does.</summary>
    Anonymous,
}

/// <summary>Tells a person, a department or a project something; who did not say whether to sign it is asked.</summary>
[Command("feedback", Sensitive = true)]
public sealed record GiveFeedback([Long] Rest Text, Assignee? To = null, [Labelled] string? Project = null, Signing? Signing = null);

/// <summary>Says that it was taken, and what would make it easier to act on. Nothing of the words is repeated.</summary>
public sealed record FeedbackThanks(bool Anonymous, string? ReceiverId, IReadOnlyList<FeedbackPart> Missing) : View;

internal sealed class GiveFeedbackHandler(FormMaker forms, Phrasebook phrases, Concreteness concreteness, Whispers whispers, TeamClock clock) : IHandler<GiveFeedback>
{
    private const int LongestText = 1000;
    private const int LongestProject = 60;

    public async Task<Reply> HandleAsync(GiveFeedback command, Turn turn, CancellationToken cancel)
    {
        var signing = Chosen(command, turn);
        // Until it is certain that the author wants to be named, nothing of this turn names them
        turn.Confidential = signing != Signing.Named;
        if (!turn.IsDirect && signing != Signing.Named)
            return Reply.Refuse("feedback.direct-only");
        var text = command.Text.Text.Trim();
        if (text.Length > LongestText)
            return Reply.Refuse("feedback.too-long", ("limit", LongestText));
        if (command.Project?.Length > LongestProject)
            return Reply.Refuse("feedback.project-too-long", ("limit", LongestProject));
        var target = FeedbackTarget.Of(command.To, command.Project, turn.Roster);
        if (target is null || signing is null)
            return turn.IsDirect ? Ask(command with { Signing = signing }, turn) : Reply.Refuse("feedback.to-whom");
        if (target.PersonId == turn.Actor.Id)
            return Reply.Refuse("feedback.to-yourself");

        // Who is named as the receiver need not be named again; a project has nobody in it yet
        var missing = concreteness.Missing(text, turn.Roster).Where(part => part != FeedbackPart.Whom || target.Project is not null).ToList();
        return signing == Signing.Named
            ? await SignAsync(target, text, missing, turn, cancel)
            : await WhisperAsync(target, text, missing, turn, cancel);
    }

    // A typed line that speaks of both is no choice: which one is meant must not hang on its place in the sentence
    private Signing? Chosen(GiveFeedback command, Turn turn)
    {
        var both = Enum.GetValues<Signing>().All(signing => phrases.Words(signing).Any(word => Concreteness.Holds(turn.Message.Text, word)));
        return both && turn.Message.Fields is null ? null : command.Signing;
    }

    private static async Task<Reply> SignAsync(FeedbackTarget target, string text, IReadOnlyList<FeedbackPart> missing, Turn turn, CancellationToken cancel)
    {
        var feedback = new SignedFeedback
        {
            Id = await turn.NextIdAsync("F", cancel),
            FromId = turn.Actor.Id,
            Target = target.Key,
            AboutId = target.PersonId ?? target.DepartmentId,
            Project = target.Project,
            Text = text,
            SaidAt = turn.Now,
        };
        turn.Work.Save(feedback);
        var receivers = target.Receivers(turn.Roster).Where(r => r.Id != turn.Actor.Id).ToList();
        foreach (var receiver in receivers)
            turn.Tell(receiver, new FeedbackCard(feedback));
        return new FeedbackThanks(false, receivers.FirstOrDefault()?.Id, missing);
    }

    private async Task<Reply> WhisperAsync(FeedbackTarget target, string text, IReadOnlyList<FeedbackPart> missing, Turn turn, CancellationToken cancel)
    {
        if (turn.Actor.Name.Length > 1 && text.Contains(turn.Actor.Name, StringComparison.OrdinalIgnoreCase))
            return Reply.Refuse("feedback.own-name");
        await whispers.AddAsync(target, text, TeamClock.WeekOf(clock.DayOf(turn.Now)), turn, cancel);
        return new FeedbackThanks(true, null, missing);
    }

    // 反馈 张伟 周三… names its receiver without an @: likely enough to prefill, not to send
    private static GiveFeedback WithNamed(GiveFeedback command, Roster roster)
    {
        if (command.To is not null || command.Text.Text.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var name, .. var rest])
            return command;
        var (person, department) = (roster.ByName(name), roster.DepartmentByName(name));
        return (person ?? (object?)department) is null ? command : command with { To = new Assignee(person, person is null ? department : null), Text = new Rest(rest.Length > 0 ? rest[0] : "") };
    }

    private Reply.Ask Ask(GiveFeedback given, Turn turn)
    {
        var command = WithNamed(given, turn.Roster);
        var values = new Dictionary<string, string?>
        {
            ["text"] = command.Text.Text,
            ["to"] = command.To is { } to ? "@" + to.Name : null,
            ["project"] = command.Project,
            ["signing"] = command.Signing?.ToString(),
        };
        var form = forms.For<GiveFeedback>(values, turn.Locale, turn.Roster);
        return new Reply.Ask(form with { Fields = [.. form.Fields.Select(f => f.Name == "signing" ? f with { Required = true } : f)] });
    }
}
