using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>On the morning of the fifth working day heads without words are asked once more, directly; nobody else hears of it.</summary>
[Schedule("41 9 * * *", Holidays = HolidayRule.Skip)]
internal sealed class RemindTranslators(TranslationForms forms, TeamClock clock) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        foreach (var goal in (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Where(g => g.State == GoalState.Effective))
            foreach (var translation in await turn.Work.ListAsync(Translations.Of(goal.Id), cancel))
            {
                if ((translation.IsWritten && !translation.IsOutdated) || translation.NudgedAt is not null || clock.Today < translation.Due)
                    continue;
                if (turn.Roster.Speaker(turn.Roster.Department(translation.DepartmentId)) is not { } head)
                    continue;
                var nudged = translation with { NudgedAt = turn.Now };
                turn.Work.Save(nudged);
                turn.Tell(head, forms.Card(goal, nudged, head, turn));
            }
    }
}

/// <summary>Questions that came in, without names, for the head whose words are not clear yet.</summary>
public sealed record QuestionsPassed(Goal Goal, Translation Translation, IReadOnlyList<LineQuestion> Questions) : View
{
    public string Id => Goal.Id;

    public int Count => Questions.Count;
}

/// <summary>Every working morning heads get the questions of the day before, all at once: a question that arrives by itself, at its minute, would say who asked.</summary>
[Schedule("33 9 * * *", Holidays = HolidayRule.Skip)]
internal sealed class PassQuestions : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        foreach (var goal in (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Where(g => g.State == GoalState.Effective))
            foreach (var translation in await turn.Work.ListAsync(Translations.Of(goal.Id), cancel))
            {
                var waiting = (await turn.Work.ListAsync(LineQuestions.About(translation.Id), cancel)).Where(q => !q.Passed).OrderBy(q => q.Id, StringComparer.Ordinal).ToList();
                if (waiting.Count == 0 || turn.Roster.Speaker(turn.Roster.Department(translation.DepartmentId)) is not { } head)
                    continue;
                foreach (var question in waiting)
                    turn.Work.Save(question with { Passed = true });
                turn.Tell(head, new QuestionsPassed(goal, translation, waiting));
            }
    }
}
