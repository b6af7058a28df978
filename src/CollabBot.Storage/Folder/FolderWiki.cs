using System.Text;
using System.Text.RegularExpressions;
using CollabBot.Core.Wiki;

namespace CollabBot.Storage.Folder;

/// <summary>
/// A knowledge base of Markdown files, <c>协同日纪要/2026-W48.md</c>. The first line names the page, so that a file people moved, or a database that was lost, makes no second copy.
/// </summary>
public sealed partial class FolderWiki(string directory) : IWiki, IDisposable
{
    // a file in another encoding is left alone rather than ruined
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string root = Path.GetFullPath(directory);
    private readonly SemaphoreSlim gate = new(1);

    public string Name => "folder";

    public async Task<WikiPage> EnsureAsync(string path, string? remoteId, CancellationToken cancel)
    {
        PagePath.Check(path);
        await gate.WaitAsync(cancel);
        try
        {
            var file = await FindAsync(path, cancel);
            if (file is null)
                await WriteAsync(FreePlace(path), Head(path), cancel);
            else if (await ReadTextAsync(file, cancel) is var text && PageOf(text) is null)
                await WriteAsync(file, Head(path) + text, cancel);
            return new WikiPage(path, path, "/wiki/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<IReadOnlyList<RemoteBlock>> ReadAsync(WikiPage page, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return (await OpenAsync(page, cancel)).Page.Blocks;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<IReadOnlyList<RemoteBlock>> ApplyAsync(WikiPage page, IReadOnlyList<WikiEdit> edits, string key, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var (file, content) = await OpenAsync(page, cancel);
            content.Apply(edits);
            await WriteAsync(file, content.Write(), cancel);
            return (await OpenAsync(page, cancel)).Page.Blocks;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private static string Head(string path) => $"<!-- 🤖 page: {path} -->\n";

    private static string? PageOf(string text) => HeadLine().Match(text) is { Success: true } head ? head.Groups["path"].Value : null;

    private static async Task<string> ReadTextAsync(string file, CancellationToken cancel) => Strict.GetString(await File.ReadAllBytesAsync(file, cancel));

    private static async Task WriteAsync(string file, string text, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".new";
        await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(Strict.GetBytes(text), cancel);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private async Task<(string File, FolderPage Page)> OpenAsync(WikiPage page, CancellationToken cancel)
    {
        PagePath.Check(page.RemoteId);
        var file = await FindAsync(page.RemoteId, cancel) ?? throw new FileNotFoundException($"The page {page.RemoteId} is gone; it is made again");
        var text = await ReadTextAsync(file, cancel);
        var head = HeadLine().Match(text).Length;
        return (file, new FolderPage(text[..head], text[head..]));
    }

    /// <summary>The page's file: where it belongs, or wherever people moved it to.</summary>
    private async Task<string?> FindAsync(string path, CancellationToken cancel)
    {
        var expected = Place(path);
        if (File.Exists(expected) && (PageOf(await ReadTextAsync(expected, cancel)) ?? path) == path)
            return expected;
        if (!Directory.Exists(root))
            return null;
        foreach (var file in Directory.EnumerateFiles(root, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (await FirstLineAsync(file, cancel) is { } first && PageOf(first + "\n") == path)
                return file;
        return null;
    }

    private static async Task<string?> FirstLineAsync(string file, CancellationToken cancel)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await reader.ReadLineAsync(cancel);
    }

    private string FreePlace(string path)
    {
        var place = Place(path);
        for (var n = 2; File.Exists(place); n++)
            place = Place($"{path} ({n})");
        return place;
    }

    private string Place(string path)
    {
        var place = Path.GetFullPath(Path.Combine(root, path + ".md"));
        // names are checked already; this holds even if that check is ever loosened
        return place.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? place : throw new ArgumentException("A page lies inside the wiki", nameof(path));
    }

    [GeneratedRegex(@"\A\uFEFF?<!-- 🤖 page: (?<path>[^\r\n]+?) -->[ \t]*\r?\n")]
    private static partial Regex HeadLine();
}
