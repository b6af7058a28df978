namespace CollabBot.Core.Docs;

/// <summary>Reads a card as templates write it: an optional first line <c>!good</c>, <c>!warning</c> or <c>!danger</c>, the first heading as title, the rest as body.</summary>
public static class MarkdownCard
{
    /// <summary>Never throws; an empty text is an empty card.</summary>
    public static Card Read(string markdown)
    {
        var (tone, rest) = Split(markdown);
        var doc = DocMarkdown.Parse(rest);
        var heading = doc.Blocks.OfType<Block.Heading>().FirstOrDefault();
        return heading is null
            ? new Card(null, tone, doc)
            : new Card(DocText.Of(heading.Text).Replace('\n', ' '), tone, new Doc([.. doc.Blocks.Where(b => !ReferenceEquals(b, heading))]));
    }

    /// <summary>The tone line and what follows it.</summary>
    internal static (Tone Tone, string Body) Split(string markdown)
    {
        var text = markdown.TrimStart();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        Tone? tone = (end < 0 ? text : text[..end]).Trim() switch
        {
            "!good" => Tone.Good,
            "!warning" => Tone.Warning,
            "!danger" => Tone.Danger,
            _ => null,
        };
        return tone is null ? (Tone.Neutral, text) : (tone.Value, end < 0 ? "" : text[(end + 1)..]);
    }
}
