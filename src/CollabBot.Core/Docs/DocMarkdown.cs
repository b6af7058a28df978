namespace CollabBot.Core.Docs;

/// <summary>
/// Between Markdown and <see cref="Doc"/>. Links to <c>cmd:</c> alone in a paragraph are buttons, <c>person:</c> is a mention, <c>page:</c>, http and https are links; any other
/// target, raw HTML included, is inert words. A line end inside a paragraph is a line break. <c>::: details words</c> folds what follows up to <c>:::</c>; <c>::: figures</c> around a table of one row
/// and <c>::: chart line unit</c> (or <c>bar</c>) around a table whose first column are labels draw the table.
/// </summary>
public static class DocMarkdown
{
    /// <summary>Reads any text as Markdown; never throws. The result is in normal form (<see cref="NormalForm"/>).</summary>
    public static Doc Parse(string markdown) => MarkdownReader.Read(markdown);

    /// <summary>Writes portable Markdown that <see cref="Parse"/> reads back to the same document, whatever its words hold.</summary>
    public static string Write(Doc doc) => MarkdownWriter.Write(NormalForm.Of(doc));

    /// <summary>
    /// Makes a value inert for <see cref="Parse"/> at any place of a Markdown text (words, code, table cells, link targets): it can become no markup and reads back as itself.
    /// The result is meant for <see cref="Parse"/> only, not for display.
    /// </summary>
    public static string Escape(string value) => StandIns.Put(value);
}
