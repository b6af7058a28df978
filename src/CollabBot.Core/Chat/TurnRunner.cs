using System.Diagnostics;
using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Core.Wiki;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Chat;

/// <summary>Takes one inbox envelope all the way: everything its rules stage, everything it sends and "done" commit together or not at all.</summary>
public sealed class TurnRunner(
    IDocumentStore store,
    IEnvelopeQueue queue,
    RosterSource rosters,
    IEnumerable<ISnapshot> snapshots,
    WorkTime workTime,
    MessageReader reader,
    CommandDispatcher dispatcher,
    JobRunner jobs,
    ReplyComposer composer,
    StalePages pages,
    IEnumerable<ITurnWatch> watches,
    TeamClock clock,
    IOptions<TeamOptions> team,
    ILogger<TurnRunner> logger) : IDisposable
{
    private const int MostConflicts = 3;
    private readonly SemaphoreSlim leading = new(1, 1);

    /// <summary>Settles the lease. A version conflict runs the turn again, three times at most; what else goes wrong is thrown.</summary>
    public async Task RunAsync(Lease lease, CancellationToken cancel)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                await OnceAsync(lease, cancel);
                return;
            }
            catch (ConflictException) when (conflicts < MostConflicts)
            {
                foreach (var snapshot in snapshots)
                    await snapshot.ReloadAsync(cancel);
            }
        }
    }

    /// <summary>Tells the person behind a buried envelope, once, that it was our fault, with the number to quote; nobody, if nobody said anything.</summary>
    public async Task ApologiseAsync(Envelope envelope, CancellationToken cancel)
    {
        if (envelope.Kind != Inbox.MessageKind)
            return;
        var message = MessageOf(envelope);
        if (message.Happened is not null)
            return;
        await using var work = store.Begin();
        var turnId = TurnId(envelope.Key);
        var turn = await BeginAsync(message, work, cancel);
        await composer.StageAsync(turn, turnId + "!", Reply.Say("core.apology", ("id", turnId[..8])), cancel);
        await work.CommitAsync(Cause.System("apology", turn.Now), cancel);
    }

    private async Task OnceAsync(Lease lease, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var envelope = lease.Envelope;
        var turnId = TurnId(envelope.Key);
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["TurnId"] = turnId });

        var work = store.Begin();
        try
        {
            var job = envelope.Kind == Inbox.JobKind ? JsonSerializer.Deserialize<Occurrence>(envelope.Payload, DocumentJson.Options) : null;
            var message = job is null ? MessageOf(envelope) : SystemPerson.MessageFor(envelope.Key, clock.Now);
            var turn = await BeginAsync(message, work, cancel);
            var read = job is not null ? new Reading.Job(job) : message.Happened is { } happened ? new Reading.Event(happened) : reader.Read(turn);
            if (read is Reading.NotForUs)
            {
                await queue.DoneAsync(lease, cancel);
                return;
            }

            var reply = await AnswerAsync(read, turn, cancel);
            if (reply is Reply.Refusal refusal)
            {
                reply = refusal with { Form = reader.Again(read, turn) };
                // A broken rule leaves nothing behind but its sentence
                await work.DisposeAsync();
                work = store.Begin();
                turn = await BeginAsync(message, work, cancel, turn.Confidential);
            }

            foreach (var watch in watches)
                await watch.SeeAsync(turn, cancel);

            await composer.StageAsync(turn, turnId, reply, cancel);
            work.Finish(lease);
            pages.Stage(work, turn.Now);
            await CommitAsync(work, turn.Confidential ? new Cause(null, null, turn.Now) : new Cause(turn.Actor.Id, read.Name, turn.Now), cancel);
            logger.LogInformation("Turn {TurnId} ran {Command} in {Elapsed} ms", turnId, read.Name, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        finally
        {
            await work.DisposeAsync();
        }
    }

    private async Task<Reply> AnswerAsync(Reading read, Turn turn, CancellationToken cancel)
    {
        try
        {
            switch (read)
            {
                case Reading.Job(var occurrence):
                    await jobs.RunAsync(occurrence, turn, cancel);
                    await dispatcher.ReactAsync(turn, cancel);
                    return Reply.Silence;
                case Reading.Event(var happening):
                    turn.Raise(happening);
                    await dispatcher.ReactAsync(turn, cancel);
                    return Reply.Silence;
                case Reading.Run(var info, var command):
                    return await dispatcher.RunAsync(info, command, turn, cancel);
                case Reading.Told(_, var reply):
                    return reply;
                default:
                    throw new UnreachableException();
            }
        }
        catch (RuleException broken)
        {
            return new Reply.Refusal(broken.Phrase);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => leading.Dispose();

    // The commit itself lets the chat's next turn begin: it must not miss whom this one met
    private async Task CommitAsync(IUnitOfWork work, Cause cause, CancellationToken cancel)
    {
        var staged = work.Staged;
        var leads = staged.Any(d => snapshots.Any(s => s.Leads(d)));
        if (leads)
            await leading.WaitAsync(cancel);
        try
        {
            await work.CommitAsync(cause, cancel);
            Committed(staged);
        }
        finally
        {
            if (leads)
                leading.Release();
        }
    }

    private async ValueTask FollowAsync(CancellationToken cancel)
    {
        if (leading.CurrentCount > 0)
            return;
        await leading.WaitAsync(cancel);
        leading.Release();
    }

    // Staged documents still carry the version they were read at
    private void Committed(IReadOnlyList<Document> staged)
    {
        List<Document> changed = [.. staged.Select(d => d with { Version = d.Version + 1 })];
        foreach (var snapshot in snapshots)
            snapshot.Committed(changed);
    }

    private async Task<Turn> BeginAsync(InboundMessage message, IUnitOfWork work, CancellationToken cancel, bool confidential = false)
    {
        await FollowAsync(cancel);
        foreach (var snapshot in snapshots)
            await snapshot.EnsureAsync(cancel);
        var roster = workTime.Today(await rosters.CurrentAsync(cancel));
        var actor = SystemPerson.Acts(message) ? SystemPerson.Person : Senders.Meet(message, roster, work, clock.Now);
        var met = Senders.MeetMentioned(message, roster, work, clock.Now);
        var locale = actor.Locale ?? message.Locale ?? team.Value.Locale;
        return new Turn(Senders.InKnownChat(message, actor), actor, roster.With([actor, .. met]), work, locale, clock.Now) { Confidential = confidential };
    }

    private static InboundMessage MessageOf(Envelope envelope) => JsonSerializer.Deserialize<InboundMessage>(envelope.Payload, DocumentJson.Options)!;

    private static string TurnId(string envelopeKey) => LedgerChain.Sha256(envelopeKey)[..24];
}
