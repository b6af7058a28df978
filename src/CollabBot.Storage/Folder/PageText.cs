using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using Markdig;
using Markdig.Parsers;

namespace CollabBot.Storage.Folder;

/// <summary>
/// A stretch of a page's file. A block of the bot is announced by a comment line that names it, its hash and its number of lines; everything else is a person's and is carried
/// along byte for byte.
/// </summary>
internal sealed record PagePiece(string? Id, string Marker, string Body, string Tail, bool Untouched)
{
    public string Text => Marker + Body + Tail;
}

/// <summary>Takes a page's file apart and puts blocks of the bot into their written form.</summary>
internal static partial class PageText
{
    private const string Blank = " \t\r\n";

    // the same blocks as the document reader knows, tables being paragraphs to it; only the boundaries are of interest here
    private static readonly MarkdownPipeline Blocks = BuildPipeline();

    /// <summary>The pieces of the file; their texts put together are the file.</summary>
    public static List<PagePiece> Split(string file)
    {
        var pieces = new List<PagePiece>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        foreach (Match marker in MarkerLine().Matches(file))
        {
            // a block that somebody copied, marker and all, is that person's
            if (!ids.Add(marker.Groups["id"].Value))
                continue;
            AddRegion(pieces, file[at..marker.Index]);
            at = marker.Index;
        }

        AddRegion(pieces, file[at..]);
        return pieces;
    }

    /// <summary>A block in its written form, with a new id unless it keeps one.</summary>
    public static PagePiece Make(string? id, Block block, string tail)
    {
        var body = DocMarkdown.Write(new Doc([block])).Trim('\n') + "\n";
        var lines = body.Count(c => c == '\n');
        id ??= Ids.New()[..8];
        return new PagePiece(id, string.Create(CultureInfo.InvariantCulture, $"<!-- 🤖 {id} {Hash(body)} {lines} -->\n"), body, tail, Untouched: true);
    }

    private static void AddRegion(List<PagePiece> pieces, string region)
    {
        var rest = region;
        if (MarkerLine().Match(region) is { Success: true, Index: 0 } marker)
        {
            var content = region[marker.Length..];
            var lines = int.Parse(marker.Groups["lines"].Value, CultureInfo.InvariantCulture);
            var body = FirstLines(content, lines);
            var untouched = Hash(body) == marker.Groups["hash"].Value;
            if (!untouched)
                body = content[..Boundaries(content).Skip(1).FirstOrDefault(content.Length)].TrimEnd(Blank.ToCharArray());
            rest = content[body.Length..];
            // one empty line belongs to the block above it; further ones, and what indents the next line, belong to what follows
            var tail = string.IsNullOrWhiteSpace(rest) ? rest : (body.EndsWith('\n') ? OneEnd() : TwoEnds()).Match(rest).Value;
            rest = rest[tail.Length..];
            pieces.Add(new PagePiece(marker.Groups["id"].Value, marker.Value, body, tail, untouched));
        }

        var starts = Boundaries(rest);
        for (var i = 0; i < starts.Count; i++)
        {
            var text = rest[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : rest.Length)];
            var body = text.TrimEnd(Blank.ToCharArray());
            pieces.Add(new PagePiece(null, "", body, text[body.Length..], Untouched: false));
        }
    }

    /// <summary>Where blocks begin; the first begins at 0, whatever stands before it.</summary>
    private static List<int> Boundaries(string text)
    {
        if (text.Length == 0)
            return [];
        try
        {
            return [0, .. Markdown.Parse(text, Blocks).Select(b => b.Span.Start).Where(s => s > 0 && s < text.Length).Distinct().Order().Skip(StartsBlank(text) ? 1 : 0)];
        }
        catch (ArgumentException)
        {
            // nested beyond reason: one block
            return [0];
        }
    }

    private static bool StartsBlank(string text) => Blank.Contains(text[0], StringComparison.Ordinal);

    private static string FirstLines(string text, int count)
    {
        var end = 0;
        for (var i = 0; i < count && end < text.Length; i++)
            end = text.IndexOf('\n', end) is >= 0 and var feed ? feed + 1 : text.Length;
        return text[..end];
    }

    /// <summary>Editors change line ends and trailing blanks on their own; that is nobody's edit.</summary>
    private static string Hash(string body) => LedgerChain.Sha256(string.Join('\n', body.TrimEnd(Blank.ToCharArray()).Split('\n').Select(l => l.TrimEnd())))[..8];

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }

    [GeneratedRegex(@"\A(?:\r?\n)?")]
    private static partial Regex OneEnd();

    [GeneratedRegex(@"\A(?:\r?\n){0,2}")]
    private static partial Regex TwoEnds();

    [GeneratedRegex(@"^<!-- 🤖 (?<id>[0-9a-f]{8}) (?<hash>[0-9a-f]{8}) (?<lines>\d{1,6}) -->[ \t]*\r?\n", RegexOptions.Multiline)]
    private static partial Regex MarkerLine();
}
