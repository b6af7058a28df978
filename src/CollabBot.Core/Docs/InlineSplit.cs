namespace CollabBot.Core.Docs;

/// <summary>Takes running text apart between two signs, marks and links on both sides; never within a sign that needs two characters.</summary>
public static class InlineSplit
{
    /// <summary>How many signs the text has.</summary>
    public static int Length(IReadOnlyList<Inline> text) => text.Sum(Length);

    /// <summary>The first signs, and the rest.</summary>
    public static (IReadOnlyList<Inline> Head, IReadOnlyList<Inline> Tail) At(IReadOnlyList<Inline> text, int characters)
    {
        var (head, tail) = (new List<Inline>(), new List<Inline>());
        foreach (var part in text)
        {
            var length = Length(part);
            if (characters <= 0)
                tail.Add(part);
            else if (length <= characters)
                head.Add(part);
            else
                Divide(part, characters, head, tail);
            characters -= length;
        }

        return (head, tail);
    }

    /// <summary>The same for words alone.</summary>
    public static (string Head, string Tail) Cut(string text, int characters)
    {
        var at = characters < text.Length && characters > 1 && char.IsLowSurrogate(text[characters]) ? characters - 1 : characters;
        return (text[..at], text[at..]);
    }

    private static int Length(Inline part) => part switch
    {
        Inline.Words words => words.Text.Length,
        Inline.Code code => code.Text.Length,
        Inline.Strong strong => Length(strong.Text),
        Inline.Emphasis emphasis => Length(emphasis.Text),
        Inline.Struck struck => Length(struck.Text),
        Inline.Link link => Length(link.Text),
        _ => 1,
    };

    private static void Divide(Inline part, int characters, List<Inline> head, List<Inline> tail)
    {
        var (first, second) = part switch
        {
            Inline.Words words => Two(Cut(words.Text, characters), t => new Inline.Words(t)),
            Inline.Code code => Two(Cut(code.Text, characters), t => new Inline.Code(t)),
            Inline.Strong strong => Two(At(strong.Text, characters), t => new Inline.Strong(t)),
            Inline.Emphasis emphasis => Two(At(emphasis.Text, characters), t => new Inline.Emphasis(t)),
            Inline.Struck struck => Two(At(struck.Text, characters), t => new Inline.Struck(t)),
            Inline.Link link => Two(At(link.Text, characters), t => link with { Text = t }),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        head.Add(first);
        tail.Add(second);
    }

    private static (Inline, Inline) Two<T>((T Head, T Tail) parts, Func<T, Inline> make) => (make(parts.Head), make(parts.Tail));
}
