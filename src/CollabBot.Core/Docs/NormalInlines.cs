using System.Diagnostics;

namespace CollabBot.Core.Docs;

/// <summary>The running-text half of <see cref="NormalForm"/>.</summary>
internal static class NormalInlines
{
    /// <summary>The text of a block: normal, without line breaks at its ends.</summary>
    public static IReadOnlyList<Inline> Of(IReadOnlyList<Inline> text)
    {
        var result = Joined(text, new Within());
        var start = result.FindIndex(i => i is not Inline.Break);
        return start < 0 ? [] : result[start..(result.FindLastIndex(i => i is not Inline.Break) + 1)];
    }

    private static List<Inline> Joined(IReadOnlyList<Inline> text, Within within)
    {
        var result = new List<Inline>();
        foreach (var inline in text.SelectMany(i => Of(i, within)))
            if (inline is Inline.Words { Text: var more } && result is [.., Inline.Words { Text: var before }])
                result[^1] = new Inline.Words(before + more);
            else
                result.Add(inline);
        return result;
    }

    private static IEnumerable<Inline> Of(Inline inline, Within within) => inline switch
    {
        Inline.Words words => Lines(words.Text),
        Inline.Strong strong => Wrap(strong.Text, within.Strong, within with { Strong = true }, t => new Inline.Strong(t)),
        Inline.Emphasis emphasis => Wrap(emphasis.Text, within.Emphasis, within with { Emphasis = true }, t => new Inline.Emphasis(t)),
        Inline.Struck struck => Wrap(struck.Text, within.Struck, within with { Struck = true }, t => new Inline.Struck(t)),
        Inline.Code code => StandIns.Clean(code.Text).Replace('\n', ' ') is { Length: > 0 } literal ? [new Inline.Code(literal)] : [],
        Inline.Link link => Link(link, within),
        Inline.At at => At(at, within),
        Inline.Break => [inline],
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Inline> Lines(string text)
    {
        var lines = StandIns.Clean(text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                yield return new Inline.Break();
            if (lines[i].Length > 0)
                yield return new Inline.Words(lines[i]);
        }
    }

    private static List<Inline> Wrap(IReadOnlyList<Inline> text, bool already, Within inner, Func<List<Inline>, Inline> wrap) =>
        Joined(text, inner) is { Count: > 0 } content && !already ? [wrap(content)] : Joined(text, inner);

    private static List<Inline> Link(Inline.Link link, Within within)
    {
        var target = LinkTarget.OneLine(link.Target);
        var text = Joined(link.Text, within with { Link = true });
        if (within.Link || !LinkTarget.IsAllowed(target))
            return text;
        return [new Inline.Link(text.Count > 0 ? text : [new Inline.Words(target)], target)];
    }

    private static IEnumerable<Inline> At(Inline.At at, Within within)
    {
        var id = LinkTarget.OneLine(at.PersonId);
        var name = LinkTarget.OneLine(at.Name);
        return within.Link || id.Length == 0 ? [new Inline.Words("@" + name)] : [new Inline.At(id, name)];
    }

    private readonly record struct Within(bool Strong, bool Emphasis, bool Struck, bool Link);
}
