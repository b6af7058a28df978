using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CollabBot.Core.Docs;

/// <summary>What web pages want of <see cref="DocHtml"/>: whether to draw buttons, and the address of a wiki page (null = no link).</summary>
public sealed record DocHtmlOptions(bool Buttons = false, Func<string, string?>? PageUrl = null);

/// <summary>A document as HTML that is safe to put into a page as it is: every word is encoded, only the tags below exist.</summary>
public static partial class DocHtml
{
    /// <summary>The blocks of a document.</summary>
    public static string Doc(Doc doc, DocHtmlOptions? options = null) => string.Concat(NormalForm.Of(doc).Blocks.Select(b => Block(b, options ?? new DocHtmlOptions())));

    /// <summary>A card as <c>&lt;article class="card tone-…"&gt;</c> without its form.</summary>
    public static string Card(Card card, DocHtmlOptions? options = null)
    {
        var title = card.Title is null ? "" : $"<h3 class=\"card-title\">{Encode(card.Title)}</h3>";
        return $"<article class=\"card tone-{card.Tone.ToString().ToLowerInvariant()}\">{title}<div class=\"card-body\">{Doc(card.Body, options)}</div></article>";
    }

    private static string Block(Block block, DocHtmlOptions options) => block switch
    {
        Docs.Block.Heading heading => string.Create(CultureInfo.InvariantCulture, $"<h{heading.Level}>{Text(heading.Text, options)}</h{heading.Level}>"),
        Docs.Block.Paragraph paragraph => $"<p>{Text(paragraph.Text, options)}</p>",
        Docs.Block.ItemList { Ordered: true } list => $"<ol>{string.Concat(list.Items.Select(i => Item(i, options)))}</ol>",
        Docs.Block.ItemList list => $"<ul>{string.Concat(list.Items.Select(i => Item(i, options)))}</ul>",
        Docs.Block.Table table => $"<table><thead>{Row("th", table.Header, options)}</thead><tbody>{string.Concat(table.Rows.Select(r => Labelled(r.Cells, table.Header, options)))}</tbody></table>",
        Docs.Block.Quote quote => $"<blockquote>{string.Concat(quote.Blocks.Select(b => Block(b, options)))}</blockquote>",
        Docs.Block.CodeBlock code => $"<pre><code>{Encode(code.Text)}</code></pre>",
        Docs.Block.Divider => "<hr>",
        Docs.Block.Details details => $"<details data-key=\"{Encode(details.Summary)}\"><summary>{Encode(details.Summary)}</summary><div class=\"folded\">{string.Concat(details.Blocks.Select(b => Block(b, options)))}</div></details>",
        Docs.Block.Figures figures => $"<dl class=\"figures\">{string.Concat(figures.Items.Select(f => $"<div><dt>{Text(f.Label, options)}</dt><dd>{Text(f.Value, options)}</dd></div>"))}</dl>",
        Docs.Block.Chart chart => ChartHtml.Of(chart),
        Docs.Block.Actions actions => options.Buttons ? $"<div class=\"actions\">{string.Concat(actions.Buttons.Select(Button))}</div>" : "",
        _ => throw new UnreachableException(),
    };

    private static string Item(ListItem item, DocHtmlOptions options)
    {
        var box = item.Checked is { } done ? $"<input type=\"checkbox\" disabled{(done ? " checked" : "")}> " : "";
        return $"<li>{box}{Text(item.Text, options)}{string.Concat(item.Children.Select(b => Block(b, options)))}</li>";
    }

    private static string Row(string tag, IReadOnlyList<Cell> cells, DocHtmlOptions options) =>
        $"<tr>{string.Concat(cells.Select(c => $"<{tag}>{Text(c.Text, options)}</{tag}>"))}</tr>";

    // A narrow page stacks the cells of a row and shows each one's heading from its label
    private static string Labelled(IReadOnlyList<Cell> cells, IReadOnlyList<Cell> header, DocHtmlOptions options) =>
        $"<tr>{string.Concat(cells.Zip(header, (cell, head) => $"<td data-label=\"{Encode(DocText.Of(head.Text))}\">{Text(cell.Text, options)}</td>"))}</tr>";

    private static string Button(CommandButton button)
    {
        if (button.Url is { } url)
            return $"<a class=\"button {button.Style.ToString().ToLowerInvariant()}\" href=\"{Encode(url)}\" rel=\"noopener noreferrer\" target=\"_blank\">{Encode(button.Label)}</a>";
        var confirm = button.Confirm is null ? "" : $" data-confirm=\"{Encode(button.Confirm)}\"";
        return $"<button type=\"button\" class=\"button {button.Style.ToString().ToLowerInvariant()}\" data-line=\"{Encode(button.Line)}\"{confirm}>{Encode(button.Label)}</button>";
    }

    private static string Text(IReadOnlyList<Inline> text, DocHtmlOptions options)
    {
        var html = new StringBuilder();
        foreach (var inline in text)
            html.Append(inline switch
            {
                Inline.Words words => Date().Replace(Encode(words.Text), "<span class=\"date\">$&</span>"),
                Inline.Strong strong => $"<strong>{Text(strong.Text, options)}</strong>",
                Inline.Emphasis emphasis => $"<em>{Text(emphasis.Text, options)}</em>",
                Inline.Struck struck => $"<s>{Text(struck.Text, options)}</s>",
                Inline.Code code => $"<code>{Encode(code.Text)}</code>",
                Inline.Link link => Link(link, options),
                Inline.At at => $"<span class=\"at\">@{Encode(at.Name)}</span>",
                Inline.Break => "<br>",
                _ => throw new UnreachableException(),
            });
        return html.ToString();
    }

    private static string Link(Inline.Link link, DocHtmlOptions options)
    {
        var text = Text(link.Text, options);
        if (link.Target.StartsWith(LinkTarget.Page, StringComparison.Ordinal))
            return options.PageUrl?.Invoke(link.Target[LinkTarget.Page.Length..]) is { } url ? $"<a class=\"page\" href=\"{Encode(url)}\">{text}</a>" : text;
        return $"<a href=\"{Encode(link.Target)}\" rel=\"noopener noreferrer\" target=\"_blank\">{text}</a>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    // "11-27(周五)", "2026-11-27 (Fri)", "11-27 10:41": browsers break lines after a hyphen, which tears a date apart
    [GeneratedRegex(@"(?<![\w-])(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2}(?![\w-])(?: ?\(\w{2,3}\))?(?: [0-9]{2}:[0-9]{2})?", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
