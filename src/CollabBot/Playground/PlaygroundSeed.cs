using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Playground;

/// <summary>
/// Fills an empty store with the example company before the service opens: the people, then the last days by saying <c>seed.chat</c> line by line through the
/// real door, each at its own time. No schedule runs meanwhile. A store that knows anybody is left alone.
/// </summary>
internal sealed class PlaygroundSeed(
    IDocumentStore store,
    RosterSource rosters,
    AdjustableTime time,
    TeamClock clock,
    PlaygroundDoor door,
    Settling settling,
    RecentRecords records,
    SeenMessages seen,
    PlaygroundTranscript transcript,
    ILogger<PlaygroundSeed> log) : IHostedService
{
    /// <summary>Stands in the ledger for the people's arrival.</summary>
    public const string CommandName = "seed";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await IsEmptyAsync(cancellationToken))
                await TellAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A story half told is better than a service that does not start
            log.LogError(exception, "The playground's story broke off");
        }

        await records.RecallAsync(store, cancellationToken);
        seen.MarkAll(await transcript.LastSeqAsync(cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> IsEmptyAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        return (await work.ListAsync(Query<Person>.All.Take(1), cancel)).Count == 0;
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        var lines = SeedLine.ReadAll(clock);
        try
        {
            time.JumpTo(lines[0].At);
            await IntroduceAsync(cancel);
            foreach (var line in lines)
            {
                time.JumpTo(line.At);
                await door.SayAsync(line.Chat, line.PersonId, line.Text, locale: null, cancel);
                await settling.DrainAsync(cancel);
            }
        }
        finally
        {
            time.Offset = TimeSpan.Zero;
        }

        await using var work = store.Begin();
        work.Save(await PlaygroundState.OfAsync(work, cancel) with { StoryEndedAt = clock.Now });
        await work.CommitAsync(Cause.System(CommandName, clock.Now), cancel);
        log.LogInformation("The playground's story was told in {Lines} lines", lines.Count);
    }

    private async Task IntroduceAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        PlaygroundTeam.SaveTo(work, clock.Now);
        await work.CommitAsync(Cause.System(CommandName, clock.Now), cancel);
        await rosters.ReloadAsync(cancel);
    }
}
