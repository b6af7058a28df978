using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Parsers;
using Markdig.Syntax;

namespace CollabBot.Core.Docs;

/// <summary>Markdig's tree → ours.</summary>
internal static partial class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = Build();

    public static Doc Read(string markdown)
    {
        try
        {
            return NormalForm.Of(new Doc([.. Markdown.Parse(Beside().Replace(markdown, $"{StandIns.Guard}"), Pipeline).SelectMany(Blocks)]));
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting beyond its limit; the text is then shown as it is
            return NormalForm.Of(new Doc([new Block.CodeBlock("", StandIns.Restore(markdown))]));
        }
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
            .DisableHtml();
        // Templates indent their lines freely; code is fenced
        builder.BlockParsers.Insert(0, new CustomContainerParser());
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }

    private static IEnumerable<Block> Blocks(Markdig.Syntax.Block block) => block switch
    {
        HeadingBlock heading => [new Block.Heading(heading.Level, InlineReader.Read(heading.Inline))],
        ParagraphBlock paragraph => [InlineReader.Buttons(paragraph.Inline) is { } buttons ? new Block.Actions(buttons) : new Block.Paragraph(InlineReader.Read(paragraph.Inline))],
        ListBlock list => [new Block.ItemList(list.IsOrdered, [.. list.OfType<ListItemBlock>().Select(Item)])],
        Table table => [Table(table)],
        QuoteBlock quote => [new Block.Quote([.. quote.SelectMany(Blocks)])],
        CodeBlock code => [new Block.CodeBlock(StandIns.Restore((code as FencedCodeBlock)?.Info ?? ""), StandIns.Restore(code.Lines.ToString()))],
        CustomContainer fenced => FencedReader.Read(fenced, [.. fenced.SelectMany(Blocks)]),
        ThematicBreakBlock => [new Block.Divider()],
        ContainerBlock other => other.SelectMany(Blocks),
        _ => [],
    };

    private static ListItem Item(ListItemBlock item)
    {
        var lead = item.FirstOrDefault() as ParagraphBlock;
        if (lead is not null && InlineReader.Buttons(lead.Inline) is not null)
            lead = null;
        return new ListItem(
            lead is null ? [] : InlineReader.Read(lead.Inline),
            [.. item.Skip(lead is null ? 0 : 1).SelectMany(Blocks)],
            (lead?.Inline?.FirstChild as TaskList)?.Checked);
    }

    private static Block.Table Table(Table table)
    {
        var rows = table.OfType<TableRow>().Select(r => new Row([.. r.OfType<TableCell>().Select(Cell)])).ToList();
        return new Block.Table(rows.FirstOrDefault()?.Cells ?? [], [.. rows.Skip(1)]);
    }

    private static Cell Cell(TableCell cell) => new([.. cell.OfType<LeafBlock>().SelectMany(b => InlineReader.Read(b.Inline))]);

    // `说**「重要」**的` is bold for every Chinese reader, but not for Markdown, which wants no punctuation there
    [GeneratedRegex(@"(?<=[\p{P}\p{S}-[\x00-\x7F]])(?=[*~])|(?<=[*~])(?=[\p{P}\p{S}-[\x00-\x7F]])")]
    private static partial Regex Beside();
}
