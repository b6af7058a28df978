using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.ToDos;

/// <summary>
/// Carries to-dos to the platforms and back. What is written is what the record says at that moment, so any number of errands for one to-do end at the same; a call that had its effect before we died is
/// found again by the to-do's token. A missing permission is noted once and not tried again until something new comes up.
/// </summary>
public sealed class ToDoCourier(IEnumerable<IToDoList> lists, ToDoBook book, IEnvelopeQueue queue, TeamClock clock, ILogger<ToDoCourier> logger) : IErrand
{
    private readonly Dictionary<string, IToDoList> byPlatform = lists.ToDictionary(l => l.Platform, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Kind => ToDoErrand.Kind;

    /// <inheritdoc/>
    public async Task RunAsync(Lease lease, CancellationToken cancel)
    {
        var errand = JsonSerializer.Deserialize<ToDoErrand>(lease.Envelope.Payload, DocumentJson.Options)!;
        var todos = await book.FindAsync(errand.ToDoIds, cancel);
        if (todos.Count == 0 || !byPlatform.TryGetValue(todos[0].Platform, out var list))
        {
            await queue.DoneAsync(lease, cancel);
            return;
        }

        if (await book.IsRefusedAsync(list.Platform, errand.Look, cancel))
        {
            await queue.DoneAsync(lease, cancel);
            return;
        }

        try
        {
            await (errand.Look ? LookAsync(lease, todos, list, cancel) : BringAsync(lease, todos[0], list, cancel));
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && exception is not ConflictException)
        {
            logger.LogWarning(exception, "To-do errand {EnvelopeKey} threw", lease.Envelope.Key);
            await LaterAsync(lease, todos, new SendOutcome.Failed(FailureKind.Unreachable, exception.GetType().Name), cancel);
        }
    }

    private async Task BringAsync(Lease lease, ToDo todo, IToDoList list, CancellationToken cancel)
    {
        if (todo.IsSettled)
        {
            await book.SettleAsync(lease, todo.Id, t => t, cancel);
            return;
        }

        var taskId = todo.TaskId;
        if (taskId is null)
        {
            await book.BeginAsync(todo.Id, cancel);
            var added = await list.AddAsync(todo.Item, cancel);
            if (added is not SendOutcome.Sent { MessageId: { } id })
            {
                await FailAsync(lease, todo, added, cancel);
                return;
            }

            // What was added shows the open to-do, even when it is finished or removed at once
            taskId = id;
            await book.KeepAsync(todo.Id, t => t with { TaskId = id, Shown = (todo with { Wish = ToDoWish.Open }).Print }, cancel);
            if (todo.Wish == ToDoWish.Open)
            {
                await ArriveAsync(lease, todo, cancel);
                return;
            }
        }

        var outcome = todo.Wish switch
        {
            ToDoWish.Open => await list.ChangeAsync(taskId, todo.Item, cancel),
            ToDoWish.Done => await list.FinishAsync(taskId, todo.Item, cancel),
            _ => await list.RemoveAsync(taskId, todo.Item, cancel),
        };
        await (outcome is SendOutcome.Sent ? ArriveAsync(lease, todo, cancel) : FailAsync(lease, todo, outcome, cancel));
    }

    private async Task ArriveAsync(Lease lease, ToDo todo, CancellationToken cancel)
    {
        logger.LogInformation("To-do of {EnvelopeKey} is up to date on {Platform}", lease.Envelope.Key, todo.Platform);
        await book.SettleAsync(lease, todo.Id, t => t with { Shown = todo.Print }, cancel);
        await book.AcceptedAsync(todo.Platform, reading: false, cancel);
    }

    private async Task LookAsync(Lease lease, IReadOnlyList<ToDo> todos, IToDoList list, CancellationToken cancel)
    {
        var open = todos.Where(t => t is { TaskId: not null, Wish: ToDoWish.Open, TickedAt: null, Lost: false }).ToDictionary(t => t.TaskId!, StringComparer.Ordinal);
        if (open.Count > 0)
        {
            var reading = await list.ReadAsync(todos[0].UserId, [.. open.Keys], cancel);
            foreach (var state in reading.States.Where(s => s.Mark != ToDoMark.Open && open.ContainsKey(s.TaskId)))
                await book.TellAsync(open[state.TaskId], state, cancel);
            if (reading.Failure is { } failure)
            {
                await LookedAsync(lease, todos, failure, cancel);
                return;
            }

            await book.AcceptedAsync(list.Platform, reading: true, cancel);
        }

        await queue.DoneAsync(lease, cancel);
    }

    private async Task LookedAsync(Lease lease, IReadOnlyList<ToDo> todos, SendOutcome.Failed failed, CancellationToken cancel)
    {
        if (failed.Kind is FailureKind.Busy or FailureKind.Unreachable)
        {
            await LaterAsync(lease, todos, failed, cancel);
            return;
        }

        logger.LogError("To-dos of {Platform} cannot be read, {FailureKind}: {Reason}", todos[0].Platform, failed.Kind, failed.Reason);
        if (failed.Kind == FailureKind.Denied)
            await book.RefusedAsync(todos[0].Platform, reading: true, failed.Reason, cancel);
        await queue.DoneAsync(lease, cancel);
    }

    private async Task FailAsync(Lease lease, ToDo todo, SendOutcome outcome, CancellationToken cancel)
    {
        var failed = (SendOutcome.Failed)outcome;
        switch (failed.Kind)
        {
            case FailureKind.Denied:
                logger.LogError("To-dos are refused by {Platform}: {Reason}", todo.Platform, failed.Reason);
                await book.RefusedAsync(todo.Platform, reading: false, failed.Reason, cancel);
                await queue.DoneAsync(lease, cancel);
                break;
            case FailureKind.Misconfigured or FailureKind.Outdated:
                logger.LogWarning("To-do of {EnvelopeKey} is out of reach on {Platform}: {Reason}", lease.Envelope.Key, todo.Platform, failed.Reason);
                await book.SettleAsync(lease, todo.Id, t => t with { Lost = true }, cancel);
                break;
            case FailureKind.Rejected:
                logger.LogError("To-do {EnvelopeKey} buried, {Platform} refuses it: {Reason}", lease.Envelope.Key, todo.Platform, failed.Reason);
                await book.KeepAsync(todo.Id, t => t with { Rejected = todo.Print }, cancel);
                await queue.BuryAsync(lease, $"{failed.Kind}: {failed.Reason}", cancel);
                break;
            default:
                await LaterAsync(lease, [todo], failed, cancel);
                break;
        }
    }

    private async Task LaterAsync(Lease lease, IReadOnlyList<ToDo> todos, SendOutcome.Failed failed, CancellationToken cancel)
    {
        var attempt = lease.Envelope.Attempts + 1;
        if (RetryPlan.After(failed, attempt, RandomNumberGenerator.GetInt32(1000) / 1000.0) is { } wait)
        {
            logger.LogWarning("To-do {EnvelopeKey} failed as {FailureKind}, attempt {Attempt}, again in {Pause}: {Reason}", lease.Envelope.Key, failed.Kind, attempt, wait, failed.Reason);
            await queue.RetryAsync(lease, clock.Now + wait, failed.Reason, cancel);
            return;
        }

        // Still pending: the next pass takes it up again
        logger.LogError("To-do {EnvelopeKey} of {Platform} given up for now as {FailureKind}: {Reason}", lease.Envelope.Key, todos[0].Platform, failed.Kind, failed.Reason);
        await queue.DoneAsync(lease, cancel);
    }
}
