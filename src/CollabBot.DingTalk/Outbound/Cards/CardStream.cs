namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>A long text as the beginnings that are shown one after the other, each a piece longer: who waits reads the first words while the rest still comes.</summary>
internal static class CardStream
{
    // DingTalk advises about a thousand signs a call; a text that is hardly longer is not worth two
    private const int Piece = 1000, WorthIt = 1500;

    /// <summary>The last one is the whole text; a short text is the only one.</summary>
    public static IReadOnlyList<string> Parts(string text)
    {
        var parts = new List<string>();
        for (var at = 0; text.Length > WorthIt && text.Length - at > WorthIt;)
        {
            at = End(text, at);
            parts.Add(text[..at]);
        }

        return [.. parts, text];
    }

    /// <summary>At the end of a paragraph or line, where Markdown is whole; in the middle of a long one, but never inside a sign.</summary>
    private static int End(string text, int from)
    {
        var most = from + Piece;
        foreach (var mark in (string[])["\n\n", "\n", "<br>"])
            if (text.LastIndexOf(mark, most, Piece / 2, StringComparison.Ordinal) is > 0 and var end)
                return end;
        return char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }
}
