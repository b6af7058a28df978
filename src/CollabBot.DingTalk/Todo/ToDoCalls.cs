using System.Text.Json;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Doctor;
using CollabBot.DingTalk.Inbound;
using CollabBot.DingTalk.Outbound;
using Refit;

namespace CollabBot.DingTalk.Todo;

/// <summary>A to-do as the list shows it.</summary>
internal sealed record ToDoCard(string TaskId, string? SourceId, bool Done, long? ModifiedTime);

/// <summary>The calls of the to-do API: paced, not made while the month's calls are used up, failures read.</summary>
internal sealed class ToDoCalls(IToDoApi api, AppCalls calls, MonthlyCalls month, ProofBook proofs)
{
    private const int MostPages = 30;
    private static readonly string[][] Executor = [["executor"]];

    public Task<CallResult> CreateAsync(string union, NewToDo todo, CancellationToken cancel) => RunAsync("create", token => api.CreateAsync(token, union, union, todo, cancel), cancel);

    public Task<CallResult> UpdateAsync(string union, string taskId, ToDoChange change, CancellationToken cancel) =>
        RunAsync("update", token => api.UpdateAsync(token, union, taskId, union, change, cancel), cancel);

    public Task<CallResult> DeleteAsync(string union, string taskId, CancellationToken cancel) => RunAsync("delete", token => api.DeleteAsync(token, union, taskId, union, cancel), cancel);

    /// <summary>The person's open or done to-dos, page by page until <paramref name="enough"/>; <c>Whole</c> = nothing was left out.</summary>
    public async Task<(IReadOnlyList<ToDoCard> Cards, bool Whole, DingTalkFailure? Failure)> ListAsync(string union, bool done, Func<ToDoCard, bool> enough, CancellationToken cancel)
    {
        var cards = new List<ToDoCard>();
        string? next = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var result = await RunAsync("query", token => api.QueryAsync(token, union, new ToDoQuery(next, done, Executor), cancel), cancel);
            if (result.Failure is { } failure)
                return (cards, false, failure);
            var page = (result.Answer?.Items("todoCards") ?? []).Select(Card).OfType<ToDoCard>().ToList();
            cards.AddRange(page);
            var before = next;
            next = result.Answer?.Id("nextToken");
            if (next is null || next == before || page.Exists(c => enough(c)))
                return (cards, next is null || next == before, null);
        }

        return (cards, false, null);
    }

    private async Task<CallResult> RunAsync(string name, Func<string, Task<ApiResponse<string>>> call, CancellationToken cancel)
    {
        if (month.Held is { } held)
            return new CallResult(null, held);
        proofs.Called();
        var result = await calls.RunAsync("todo/" + name, call, cancel);
        proofs.ToDo(result.Failure);
        if (result.Failure is { } failure)
        {
            await month.NoteAsync(failure, cancel);
            return result with { Failure = ToDoFailures.Read(failure) };
        }

        return result.Answer?.Flag("result") == false
            ? new CallResult(result.Answer, new DingTalkFailure(FailureKind.Unreachable, "", "the to-do API answered no") { Unsure = true })
            : result;
    }

    private static ToDoCard? Card(JsonElement card) => (card.Id("taskId") ?? card.Id("id")) is { } id ? new ToDoCard(id, card.Id("sourceId"), card.Flag("isDone") == true, card.Number("modifiedTime")) : null;
}
