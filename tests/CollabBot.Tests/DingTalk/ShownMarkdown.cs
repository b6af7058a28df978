using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CollabBot.Tests.DingTalk;

/// <summary>Markdown as a reader sees it: words without marks, and what can be clicked or is fetched.</summary>
internal sealed record ShownMarkdown(string Text, IReadOnlyList<(string Label, string Target)> Links, IReadOnlyList<string> Images)
{
    private static readonly MarkdownPipeline Generous = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseTaskLists().Build();

    public static ShownMarkdown Of(string markdown)
    {
        var tree = Markdown.Parse(markdown, Generous);
        var text = new StringBuilder();
        foreach (var leaf in tree.Descendants<LeafBlock>())
        {
            if (leaf.Inline is not null)
                foreach (var inline in leaf.Inline.Descendants())
                    text.Append(inline switch
                    {
                        LiteralInline literal => literal.Content.ToString(),
                        HtmlEntityInline entity => entity.Transcoded.ToString(),
                        CodeInline code => $"<<code {code.Content}>>",
                        HtmlInline { Tag: "<br>" } => "\n",
                        HtmlInline { Tag: var tag } when tag == "</a>" || tag.StartsWith("<a atId=", StringComparison.Ordinal) => "",
                        HtmlInline html => $"<<html {WebUtility.HtmlEncode(html.Tag)}>>",
                        LineBreakInline => "\n",
                        _ => "",
                    });
            else if (leaf is HtmlBlock or CodeBlock)
                text.Append("<<block>>");
            text.Append('\n');
        }

        if (tree.Descendants<Table>().Any())
            text.Append("<<table>>");
        var links = tree.Descendants<LinkInline>().ToList();
        return new ShownMarkdown(text.ToString(), [.. links.Where(l => !l.IsImage).Select(l => (Label(l), l.Url ?? ""))], [.. links.Where(l => l.IsImage).Select(l => l.Url ?? "")]);
    }

    private static string Label(LinkInline link) => string.Concat(link.Descendants<LiteralInline>().Select(l => l.Content.ToString()));
}
