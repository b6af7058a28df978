using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Core.Wiki;
using CollabBot.Tests.Contracts;
using CollabBot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.Core.Wiki;

/// <summary>A page is made of the lines of one note.</summary>
[Collection("page-notes")]
public sealed record Note : Document
{
    public IReadOnlyList<string> Lines { get; init; } = [];
}

public sealed record NotePage(IReadOnlyList<string> Lines) : View;

internal sealed class NotePages : IPageSource
{
    public IReadOnlyList<string> MadeFrom { get; } = ["page-notes"];

    public IEnumerable<string> PathsFor(Document changed) => [changed.Id];

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel) =>
        await work.FindAsync<Note>(path, cancel) is { } note ? new NotePage(note.Lines) : null;
}

/// <summary>The real publisher over a real store and a folder wiki whose network may fail.</summary>
internal sealed class PageDesk : IAsyncDisposable
{
    public const string Path = "协同日纪要/2026-W48";

    private readonly string templates = Directory.CreateTempSubdirectory("collabbot-templates-").FullName;
    private readonly PagePublisher publisher;
    private readonly StalePages stale;

    public PageDesk(FolderWikiHost wiki)
    {
        Wiki = wiki;
        Target = new ShakyWiki(wiki.Wiki);
        Directory.CreateDirectory(System.IO.Path.Combine(templates, "Wiki"));
        foreach (var locale in new[] { "zh-CN", "en" })
            File.WriteAllText(
                System.IO.Path.Combine(templates, "Wiki", $"NotePage.{locale}.md"),
                "{{ for line in lines }}\n{{ line }}\n\n{{ end }}\n[再画一次](<cmd:帮助>)\n");
        var files = new TemplateFiles([], templates);
        var book = TemplateBook.Load(files, [typeof(NotePage).Assembly], Phrasebook.Load(files), Host.Clock);
        stale = new StalePages([new NotePages()], [Target], new StalePagesOptions(TimeSpan.FromSeconds(20)));
        publisher = new PagePublisher(
            Host.Store, Host.Queue, [Target], [new NotePages()], book, new RosterSource(Host.Store), Options.Create(new TeamOptions()), Host.Clock, new Pulse(Host.Time), NullLogger<PagePublisher>.Instance);
    }

    public LiteDbHost Host { get; } = new();

    public FolderWikiHost Wiki { get; }

    public ShakyWiki Target { get; }

    public string FileText => File.ReadAllText(Wiki.File(Path));

    /// <summary>What the file shows once the comments are left out.</summary>
    public IEnumerable<string> Shown => FileText.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("<!--", StringComparison.Ordinal));

    public Task WriteAsync(params string[] lines) => Host.CommitAsync(async work =>
    {
        var note = await work.FindAsync<Note>(Path, default) ?? new Note { Id = Path };
        work.Save(note with { Lines = lines });
        stale.Stage(work, Host.Now);
    });

    /// <summary>Lets the debounce pass and publishes what is due; false when nothing is.</summary>
    public async Task<bool> PublishAsync(TimeSpan? after = null)
    {
        Host.Time.Advance(after ?? TimeSpan.FromSeconds(22));
        return await publisher.DrainAsync(default) > 0;
    }

    public async Task<PublishedPage> PageAsync() => (await Host.FindAsync<PublishedPage>(Path))!;

    public async ValueTask DisposeAsync()
    {
        publisher.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(templates, recursive: true);
    }
}

/// <summary>A target like a remote one: it marks no block as ours, and on demand it is unreachable, loses its answer, or says yes and drops blocks.</summary>
internal sealed class ShakyWiki(IWiki inner) : IWiki
{
    public string Name => "shaky";

    public bool Unreachable { get; set; }

    public bool LosesItsAnswer { get; set; }

    public bool DropsInserts { get; set; }

    public int Applied { get; private set; }

    public Task<WikiPage> EnsureAsync(string path, string? remoteId, CancellationToken cancel) =>
        Unreachable ? throw new HttpRequestException("the wiki does not answer") : inner.EnsureAsync(path, remoteId, cancel);

    public async Task<IReadOnlyList<RemoteBlock>> ReadAsync(WikiPage page, CancellationToken cancel) => Unmarked(await inner.ReadAsync(page, cancel));

    public async Task<IReadOnlyList<RemoteBlock>> ApplyAsync(WikiPage page, IReadOnlyList<WikiEdit> edits, string key, CancellationToken cancel)
    {
        Applied++;
        var done = await inner.ApplyAsync(page, DropsInserts ? [.. edits.Where(e => e is not WikiEdit.Insert)] : edits, key, cancel);
        return LosesItsAnswer ? throw new TimeoutException("the answer got lost") : Unmarked(done);
    }

    private static IReadOnlyList<RemoteBlock> Unmarked(IReadOnlyList<RemoteBlock> blocks) => [.. blocks.Select(b => b with { Ours = false })];
}
