using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace CollabBot.Core.Docs;

/// <summary>Running text of Markdig's tree → ours.</summary>
internal static class InlineReader
{
    /// <summary>Put by the writer where Markdown needs a neighbour that is neither space nor punctuation; never content when it stands unescaped.</summary>
    public const char Joint = '\u200B';

    public static IReadOnlyList<Inline> Read(ContainerInline? container) => container is null ? [] : [.. container.SelectMany(One)];

    /// <summary>The buttons of a paragraph that holds nothing else; otherwise null.</summary>
    public static IReadOnlyList<CommandButton>? Buttons(ContainerInline? container)
    {
        var buttons = new List<CommandButton>();
        foreach (var inline in container ?? [])
            if (inline is LinkInline { IsImage: false } link && IsCommand(link))
                buttons.Add(Button(link));
            else if (inline is not LineBreakInline && !(inline is LiteralInline literal && string.IsNullOrWhiteSpace(literal.Content.ToString())))
                return null;
        return buttons.Count > 0 ? buttons : null;
    }

    private static IEnumerable<Inline> One(Markdig.Syntax.Inlines.Inline inline) => inline switch
    {
        LiteralInline { PreviousSibling: TaskList } literal => [new Inline.Words(Text(literal.Content.ToString().TrimStart(' ')))],
        LiteralInline literal => [new Inline.Words(Text(literal.Content.ToString()))],
        HtmlEntityInline entity => [new Inline.Words(entity.Transcoded.ToString())],
        CodeInline code => [new Inline.Code(StandIns.Restore(code.Content))],
        LineBreakInline => [new Inline.Break()],
        EmphasisInline { DelimiterChar: '~' } struck => [new Inline.Struck(Read(struck))],
        EmphasisInline { DelimiterCount: >= 2 } strong => [new Inline.Strong(Read(strong))],
        EmphasisInline emphasis => [new Inline.Emphasis(Read(emphasis))],
        LinkInline link => Link(link),
        AutolinkInline link => [new Inline.Link([new Inline.Words(StandIns.Restore(link.Url))], StandIns.Restore(link.Url))],
        TaskList => [],
        HtmlInline html => [new Inline.Words(StandIns.Restore(html.Tag))],
        ContainerInline other => Read(other),
        _ => [],
    };

    // NormalForm turns a link whose target is not allowed into its words
    private static IReadOnlyList<Inline> Link(LinkInline link)
    {
        var target = link.Url ?? "";
        var text = Read(link);
        if (link.IsImage || IsCommand(link))
            return link.IsImage ? [new Inline.Link(text, StandIns.Restore(target))] : text;
        // A scheme that comes out of a value is no scheme of ours: only a template can write person: or page:
        if (target.StartsWith(LinkTarget.Person, StringComparison.Ordinal))
            return [new Inline.At(StandIns.Restore(target[LinkTarget.Person.Length..]), Name(text))];
        var plain = StandIns.Restore(target);
        return plain.StartsWith(LinkTarget.Page, StringComparison.Ordinal) && !target.StartsWith(LinkTarget.Page, StringComparison.Ordinal) ? text : [new Inline.Link(text, plain)];
    }

    private static bool IsCommand(LinkInline link) => link.Url?.StartsWith(LinkTarget.Command, StringComparison.Ordinal) == true;

    private static CommandButton Button(LinkInline link)
    {
        var style = ButtonStyle.Plain;
        var words = link.Title ?? "";
        foreach (var (word, meaning) in new[] { ("primary", ButtonStyle.Primary), ("danger", ButtonStyle.Danger) })
            if (words == word || words.StartsWith(word + " ", StringComparison.Ordinal))
                (style, words) = (meaning, words[word.Length..].TrimStart());
        var confirm = words.StartsWith("confirm ", StringComparison.Ordinal) ? StandIns.Restore(words["confirm ".Length..]) : null;
        return new CommandButton(DocText.Of(Read(link)), StandIns.Restore(link.Url![LinkTarget.Command.Length..]), style, confirm);
    }

    private static string Name(IReadOnlyList<Inline> text)
    {
        var name = DocText.Of(text);
        return name.StartsWith('@') ? name[1..] : name;
    }

    private static string Text(string literal) => StandIns.Restore(literal.Replace($"{Joint}", "", StringComparison.Ordinal));
}
