using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Wiki;

/// <summary>Takes stale pages from their queue, one at a time per page, draws them and brings the target up to date. Does nothing when there is no target.</summary>
public sealed class PagePublisher(
    IDocumentStore store,
    IEnvelopeQueue queue,
    IEnumerable<IWiki> targets,
    IEnumerable<IPageSource> sources,
    TemplateBook book,
    RosterSource rosters,
    IOptions<TeamOptions> team,
    TeamClock clock,
    Pulse pulse,
    ILogger<PagePublisher> logger) : Worker(queue, QueueName.Pages, AtOnce, TimeSpan.FromMinutes(5), pulse.Time, logger)
{
    private const int AtOnce = 2;
    private const int MostAttempts = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly IEnvelopeQueue queue = queue;
    private readonly PageDrawer drawer = new(sources, book, rosters, team.Value.Locale);
    private readonly IWiki? wiki = targets.FirstOrDefault();

    /// <summary>A failure is noted on the page and tried again later, with growing pauses, for about a day.</summary>
    protected override async Task WorkAsync(Lease lease, CancellationToken cancel)
    {
        var path = lease.Envelope.Lane;
        try
        {
            await using var work = store.Begin();
            if (wiki is not null && await drawer.DrawAsync(path, work, cancel) is { } wanted)
            {
                var key = $"{lease.Envelope.Key}#{lease.Envelope.Attempts}";
                var page = await new PageUpdate(store, wiki).RunAsync(path, wanted, key, clock.Now, cancel);
                work.Save(page);
                if (page.Health == PageHealth.Differs)
                    logger.LogError("Page {EnvelopeKey} read back otherwise than written", lease.Envelope.Key);
            }

            work.Finish(lease);
            await work.CommitAsync(Cause.System(StalePages.Kind, clock.Now), cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            await FailedAsync(lease, e, cancel);
        }
    }

    private async Task FailedAsync(Lease lease, Exception error, CancellationToken cancel)
    {
        var attempt = lease.Envelope.Attempts + 1;
        logger.LogWarning(error, "Page {EnvelopeKey} failed at attempt {Attempt}", lease.Envelope.Key, attempt);
        if (error is not ConflictException)
            await NoteAsync(lease.Envelope.Lane, error, cancel);
        if (attempt >= MostAttempts)
        {
            await queue.BuryAsync(lease, error.GetType().Name, cancel);
            return;
        }

        var pause = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 16));
        await queue.RetryAsync(lease, clock.Now + (pause < LongestPause ? pause : LongestPause), error.GetType().Name, cancel);
    }

    private async Task NoteAsync(string path, Exception error, CancellationToken cancel)
    {
        await using var work = store.Begin();
        var page = await work.FindAsync<PublishedPage>(path, cancel) ?? new PublishedPage { Id = path };
        work.Save(page with { Health = PageHealth.Failing, LastError = error.Message });
        await work.CommitAsync(Cause.System(StalePages.Kind, clock.Now), cancel);
    }
}
