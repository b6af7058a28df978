using System.Text;
using CollabBot.Core;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Todo;

/// <summary>To-dos stand in the person's own list, as made by themselves through the app; nobody else sees them there.</summary>
internal sealed class DingTalkToDos(ToDoCalls calls, UnionIds unions, DingTalkWords words, Phrasebook phrases, Pulse pulse, IOptions<WebOptions> web) : IToDoList
{
    private const int LongestSubject = 1024, LongestDescription = 4096, LongestField = 1024;

    // A to-do of an app must lead somewhere; without a public address of ours there is no better place
    private const string Nowhere = "https://www.dingtalk.com/";

    public string Platform => DingTalkModule.Platform;

    public Task<SendOutcome> AddAsync(ToDoItem item, CancellationToken cancel) => AsAsync(item, async union =>
    {
        var url = web.Value.PublicUrl.Length > 0 ? web.Value.PublicUrl : Nowhere;
        var todo = new NewToDo(item.Token, Cut(item.Title, LongestSubject), union, Cut(item.Details, LongestDescription), DueTime(item), [union], new ToDoLink(url, url), true, Fields(item));
        var made = await calls.CreateAsync(union, todo, cancel);
        if (made.Failure is { } failure)
            return ToDoFailures.Exists(failure) ? await FindAsync(union, item, failure, cancel) : words.Outcome(failure);
        return made.Answer?.Id("id") is { } id ? new SendOutcome.Sent(id) : new SendOutcome.Failed(FailureKind.Unreachable, "a to-do without an id") { Unsure = true };
    }, cancel);

    public Task<SendOutcome> ChangeAsync(string taskId, ToDoItem item, CancellationToken cancel) =>
        UpdateAsync(taskId, item, new ToDoChange(Cut(item.Title, LongestSubject), Cut(item.Details, LongestDescription), DueTime(item), ContentFieldList: Fields(item)), cancel);

    public Task<SendOutcome> FinishAsync(string taskId, ToDoItem item, CancellationToken cancel) => UpdateAsync(taskId, item, new ToDoChange(Done: true), cancel);

    public Task<SendOutcome> RemoveAsync(string taskId, ToDoItem item, CancellationToken cancel) => AsAsync(item, async union =>
        (await calls.DeleteAsync(union, taskId, cancel)).Failure is { } failure && !ToDoFailures.IsGone(failure) ? words.Outcome(failure) : new SendOutcome.Sent(taskId), cancel);

    public async Task<ToDoReading> ReadAsync(string userId, IReadOnlyList<string> taskIds, CancellationToken cancel)
    {
        var (union, problem) = await unions.OfAsync(userId, cancel);
        if (union is null)
            return new ToDoReading([], words.Outcome(problem!));
        var states = new List<ToDoState>();
        var missing = taskIds.ToHashSet(StringComparer.Ordinal);
        foreach (var done in new[] { false, true })
        {
            var (cards, whole, failure) = await calls.ListAsync(union, done, card => missing.Remove(card.TaskId) && missing.Count == 0, cancel);
            missing.ExceptWith(cards.Select(c => c.TaskId));
            states.AddRange(cards.Where(c => taskIds.Contains(c.TaskId)).DistinctBy(c => c.TaskId).Select(c => State(c, done)));
            if (failure is not null)
                return new ToDoReading(states, words.Outcome(failure));
            if (missing.Count == 0 || (done && !whole))
                return new ToDoReading(states);
        }

        return new ToDoReading([.. states, .. missing.Select(id => new ToDoState(id, ToDoMark.Gone))]);
    }

    // An earlier try had its effect: the to-do is there, open or ticked already
    private async Task<SendOutcome> FindAsync(string union, ToDoItem item, DingTalkFailure refused, CancellationToken cancel)
    {
        foreach (var done in new[] { false, true })
        {
            var (cards, _, failure) = await calls.ListAsync(union, done, card => card.SourceId == item.Token, cancel);
            if (cards.FirstOrDefault(c => c.SourceId == item.Token) is { } found)
                return new SendOutcome.Sent(found.TaskId);
            if (failure is not null)
                return words.Outcome(failure);
        }

        return words.Outcome(refused with { Kind = FailureKind.Misconfigured });
    }

    private Task<SendOutcome> UpdateAsync(string taskId, ToDoItem item, ToDoChange change, CancellationToken cancel) => AsAsync(item, async union =>
        (await calls.UpdateAsync(union, taskId, change, cancel)).Failure is { } failure ? words.Outcome(failure) : new SendOutcome.Sent(taskId), cancel);

    private async Task<SendOutcome> AsAsync(ToDoItem item, Func<string, Task<SendOutcome>> call, CancellationToken cancel)
    {
        var (union, failure) = await unions.OfAsync(item.UserId, cancel);
        return union is null ? words.Outcome(failure!) : await call(union);
    }

    // What is past is refused
    private long? DueTime(ToDoItem item) => item.DueAt is { } at && at > pulse.Time.GetUtcNow() ? at.ToUnixTimeMilliseconds() : null;

    private IReadOnlyList<ToDoField> Fields(ToDoItem item) => [new(phrases.Say("dingtalk.todo-details", item.Locale), CutBytes(item.Details, LongestField))];

    private static ToDoState State(ToDoCard card, bool done) =>
        new(card.TaskId, done ? ToDoMark.Ticked : ToDoMark.Open, done && card.ModifiedTime is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..(limit - (char.IsHighSurrogate(text[limit - 2]) ? 2 : 1))] + "…";

    private static string CutBytes(string text, int limit)
    {
        if (Encoding.UTF8.GetByteCount(text) <= limit)
            return text;
        var cut = new StringBuilder();
        var left = limit - Encoding.UTF8.GetByteCount("…");
        foreach (var rune in text.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
                break;
            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }
}
