using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.ToDos;
using CollabBot.Features.Blockers;
using CollabBot.Features.SyncDay;

namespace CollabBot.Features.ToDos;

/// <summary>What a record wants of the to-do lists: whose it is (null = nobody's) and whether it is done, with the phrases that word it.</summary>
internal sealed record Wanted(string RecordId, Person? Person, bool Done, string? Group, DateOnly? Due, Phrase Title, Phrase Details)
{
    // Every platform takes more; a list shows one line
    private const int LongestTitle = 200, LongestText = 2000;

    /// <summary>A promise is on whoever is asked about it.</summary>
    public static Wanted Of(ActionItem action, Roster roster) => new(
        action.Id,
        action.Responsible(roster),
        action.State == ActionState.Done,
        action.Group,
        action.Due,
        new Phrase("todos.action.title", ("id", action.Id), ("text", Line(action.Text))),
        new Phrase("todos.action.details", ("id", action.Id), ("text", Cut(action.Text, LongestText)), ("name", roster.Person(action.CreatedBy)?.Name ?? action.CreatedBy)));

    /// <summary>A blocker is on whoever claimed it; before that it is a question, afterwards the reporter's turn.</summary>
    public static Wanted Of(Blocker blocker, Roster roster) => new(
        blocker.Id,
        blocker.State == BlockerState.Open ? null : roster.Person(blocker.ClaimedById) is { Left: false } claimer ? claimer : null,
        !blocker.IsOnOwner,
        blocker.Group,
        blocker.PromisedFor ?? blocker.Due,
        new Phrase("todos.blocker.title", ("id", blocker.Id), ("text", Line(blocker.Text))),
        new Phrase("todos.blocker.details", ("id", blocker.Id), ("text", Cut(blocker.Text, LongestText)), ("name", roster.Person(blocker.ReporterId)?.Name ?? blocker.ReporterId)));

    /// <summary>What is wished for the to-do of a person.</summary>
    public ToDoWish WishFor(string personId) => Person?.Id != personId ? ToDoWish.Gone : Done ? ToDoWish.Done : ToDoWish.Open;

    /// <summary>The platform it came from, where its person is asked first.</summary>
    public string Platform => Place.Parse(Group)?.Platform ?? "";

    private static string Line(string text) => Cut(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestTitle);

    private static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var end = 0;
        for (var next = 0; next <= limit - 1; next += System.Globalization.StringInfo.GetNextTextElementLength(text, next))
            end = next;
        return text[..end].TrimEnd() + "…";
    }
}
