using System.Globalization;
using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Wiki;

/// <summary>How long changes of one page are gathered into one publish.</summary>
public sealed record StalePagesOptions(TimeSpan Debounce);

/// <summary>Finds the pages that a unit of work makes stale, and stages that they be published.</summary>
public sealed class StalePages(IEnumerable<IPageSource> sources, IEnumerable<IWiki> targets, StalePagesOptions options)
{
    /// <summary>The envelope kind.</summary>
    public const string Kind = "page";

    private readonly ILookup<string, IPageSource> byCollection =
        sources.SelectMany(s => s.MadeFrom, (source, collection) => (source, collection)).ToLookup(p => p.collection, p => p.source, StringComparer.Ordinal);

    private readonly bool published = targets.Any();

    /// <summary>To be called last before the commit. A page is published once per stretch of time, a little after its end, so that commits on their way are seen.</summary>
    public void Stage(IUnitOfWork work, DateTimeOffset now)
    {
        if (!published)
            return;
        var bucket = now.UtcTicks / options.Debounce.Ticks;
        var slack = TimeSpan.FromTicks(Math.Min(options.Debounce.Ticks / 2, TimeSpan.TicksPerSecond * 2));
        var due = new DateTimeOffset((bucket + 1) * options.Debounce.Ticks, TimeSpan.Zero) + slack;
        var paths = work.Staged.SelectMany(d => byCollection[CollectionShape.Of(d.GetType()).Name].SelectMany(s => s.PathsFor(d)));
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
            work.Enqueue(Envelope(path, bucket.ToString(CultureInfo.InvariantCulture), due));
    }

    /// <summary>An envelope that publishes one page whatever changed; <paramref name="reason"/> makes its key.</summary>
    public static Envelope Envelope(string path, string reason, DateTimeOffset due) =>
        new($"page:{path}:{reason}", QueueName.Pages, path, Kind, "", due);
}
