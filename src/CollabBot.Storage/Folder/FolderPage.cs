using System.Globalization;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.Wiki;

namespace CollabBot.Storage.Folder;

/// <summary>The content of one page file: read as blocks, changed by edits, written back.</summary>
internal sealed class FolderPage
{
    private readonly string head;
    private readonly List<Placed> pieces = [];

    public FolderPage(string head, string content)
    {
        this.head = head;
        var copies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var piece in PageText.Split(content))
            pieces.Add(new Placed(piece.Id ?? HumanId(piece, copies), piece, pieces.Count));
    }

    public IReadOnlyList<RemoteBlock> Blocks => [.. pieces.Select(p => Read(p.Id, p.Piece))];

    /// <summary>Applies the edits or, when one of their blocks is not there any more, none.</summary>
    public void Apply(IReadOnlyList<WikiEdit> edits)
    {
        foreach (var edit in edits)
            switch (edit)
            {
                case WikiEdit.Replace replace:
                    var at = Find(replace.BlockId);
                    pieces[at] = new Placed(replace.BlockId, PageText.Make(pieces[at].Piece.Id, replace.Content, pieces[at].Piece.Tail), null);
                    break;
                case WikiEdit.Insert insert:
                    var place = insert.AfterBlockId is null ? 0 : Find(insert.AfterBlockId) + 1;
                    pieces.InsertRange(place, insert.Content.Select(b => PageText.Make(null, b, "\n")).Select(p => new Placed(p.Id!, p, null)));
                    break;
                case WikiEdit.Remove remove:
                    pieces.RemoveAt(Find(remove.BlockId));
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
    }

    /// <summary>The file; nothing of a person's text is changed, only empty lines are put where two blocks would run together.</summary>
    public string Write()
    {
        var text = new System.Text.StringBuilder(head);
        var last = head;
        for (var i = 0; i < pieces.Count; i++)
        {
            var asBefore = i == 0 || (pieces[i].Before is { } place && pieces[i - 1].Before == place - 1);
            if (!asBefore && !EndsBlank(last))
                text.Append(last.EndsWith('\n') ? "\n" : "\n\n");
            text.Append(last = pieces[i].Piece.Text);
        }

        return text.ToString();
    }

    private static bool EndsBlank(string text) => text.EndsWith('\n') && text[..^1].TrimEnd(' ', '\t', '\r').EndsWith('\n');

    private static RemoteBlock Read(string id, PagePiece piece)
    {
        var content = DocMarkdown.Parse(piece.Body).Blocks is [var only] ? only : new Block.Paragraph([new Inline.Words(piece.Body)]);
        // any edit inside a block of ours counts, even one that Markdown reads as the same
        var print = piece.Id is null || piece.Untouched ? BlockPrint.Of(content) : LedgerChain.Sha256(piece.Body)[..32];
        return new RemoteBlock(id, content, print, piece.Untouched);
    }

    private static string HumanId(PagePiece piece, Dictionary<string, int> copies)
    {
        var hash = LedgerChain.Sha256(piece.Body)[..12];
        var copy = copies[hash] = copies.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"human-{hash}-{copy}");
    }

    private int Find(string id)
    {
        var at = pieces.FindIndex(p => p.Id == id);
        return at >= 0 ? at : throw new InvalidOperationException("The page changed while it was being published; it is read again");
    }

    /// <summary>A piece and where it stood in the file as read; null when it was written since.</summary>
    private sealed record Placed(string Id, PagePiece Piece, int? Before);
}
