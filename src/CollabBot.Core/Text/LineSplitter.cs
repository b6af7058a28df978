namespace CollabBot.Core.Text;

/// <summary>A stretch of a folded line that may be an argument; a quoted one is plain text whatever it says.</summary>
internal readonly record struct Piece(int Start, int End, bool Quoted);

/// <summary>Cuts a folded line into pieces at blanks, separating punctuation and mentions; quotes hold together what they enclose.</summary>
internal static class LineSplitter
{
    // A quote that closes further away than this is taken for a lone sign
    private const int LongestQuote = 500;

    /// <summary>The pieces from a position on.</summary>
    public static List<Piece> Split(string folded, int start)
    {
        var pieces = new List<Piece>();
        for (var i = start; i < folded.Length;)
        {
            if (IsBreak(folded, i))
            {
                i++;
                continue;
            }

            var (end, quoted) = End(folded, i);
            pieces.Add(new Piece(i, end, quoted));
            i = end;
        }

        return pieces;
    }

    /// <summary>Whether an argument may not reach across this character.</summary>
    public static bool IsBreak(string folded, int i) => char.IsWhiteSpace(folded[i]) || IsSeparator(folded, i);

    /// <summary>Whether the character separates: punctuation, but not the comma of 3,000.</summary>
    public static bool IsSeparator(string folded, int i) => folded[i] switch
    {
        ',' => !IsThousandsComma(folded, i),
        '。' or '、' or ';' or '!' or '?' => true,
        _ => false,
    };

    /// <summary>The end of the quote that opens here, past its closing sign; 0 when it never closes.</summary>
    public static int QuoteEnd(string folded, int open)
    {
        var close = folded[open] switch { '「' => '」', '『' => '』', '“' => '”', '‘' => '’', '"' => '"', _ => '\0' };
        return close == '\0' ? 0 : folded.IndexOf(close, open + 1, Math.Min(LongestQuote, folded.Length - open - 1)) + 1;
    }

    private static (int End, bool Quoted) End(string folded, int start)
    {
        if (folded[start] == Normaliser.MentionMark)
            return (start + 1, false);
        if (QuoteEnd(folded, start) is > 0 and var closed && (closed == folded.Length || IsBreak(folded, closed)))
            return (closed, true);

        var i = start;
        while (i < folded.Length && folded[i] != Normaliser.MentionMark && !IsBreak(folded, i))
            i = Math.Max(QuoteEnd(folded, i), i + 1);
        return (i, false);
    }

    private static bool IsThousandsComma(string folded, int i) =>
        i > 0 && char.IsAsciiDigit(folded[i - 1]) && i + 3 < folded.Length
        && char.IsAsciiDigit(folded[i + 1]) && char.IsAsciiDigit(folded[i + 2]) && char.IsAsciiDigit(folded[i + 3])
        && (i + 4 == folded.Length || !char.IsAsciiDigit(folded[i + 4]));
}
