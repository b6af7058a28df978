using CollabBot.Core.Chat;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Wiki;

/// <summary>A page that a slice keeps true: drawn again whenever a document of the collections it is made from changes.</summary>
public interface IPageSource
{
    /// <summary>The collection names whose change makes the page stale.</summary>
    IReadOnlyList<string> MadeFrom { get; }

    /// <summary>The paths that a changed document touches, for example <c>01 总目标与会签</c>; empty when it touches none.</summary>
    IEnumerable<string> PathsFor(Document changed);

    /// <summary>The view of the page at the path, drawn by its template in the team's language; null when there is nothing to show or the path is another source's.</summary>
    Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel);
}
