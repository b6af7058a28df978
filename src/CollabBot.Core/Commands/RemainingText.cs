using System.Text;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>Joins what no argument took, so that the sentence reads as it was written.</summary>
internal static class RemainingText
{
    public static string Of(Utterance line, bool[] taken, int start)
    {
        var text = new StringBuilder();
        var gap = "";
        var (s, end) = (start, taken.Length);
        while (s < end)
        {
            if (taken[s])
            {
                s++;
                continue;
            }

            var e = Array.IndexOf(taken, true, s) is >= 0 and var next ? next : end;
            var (a, b) = (s, e);
            while (a < b && IsGap(line.Folded, a, text.Length == 0))
                a++;
            while (b > a && IsGap(line.Folded, b - 1, false))
                b--;
            if (a < b)
            {
                if (text.Length > 0)
                    text.Append(Joint(Better(gap, line.Written(s, a)), text[^1], line.Folded[a]));
                text.Append(line.Written(a, b));
                gap = line.Written(b, e);
            }
            else
            {
                gap = Better(gap, line.Written(s, e));
            }

            s = e;
        }

        // A sign at the very end belongs to the sentence unless an argument stood there
        if (end > start && !taken[end - 1] && text.Length > 0)
            text.Append(gap);
        return text.ToString().Trim();
    }

    private static bool IsGap(string folded, int i, bool first) =>
        char.IsWhiteSpace(folded[i]) || (folded[i] is ',' or '、' or ';' && LineSplitter.IsSeparator(folded, i)) || (first && folded[i] == ':');

    private static string Better(string left, string right) => (left, right) switch
    {
        _ when left.Contains('\n', StringComparison.Ordinal) => left,
        _ when right.Contains('\n', StringComparison.Ordinal) => right,
        _ when left.Any(c => !char.IsWhiteSpace(c)) => left,
        _ when right.Any(c => !char.IsWhiteSpace(c)) => right,
        _ => left.Length > 0 ? left : right,
    };

    private static string Joint(string gap, char before, char after) =>
        gap.Length == 0 && Normaliser.IsLatin(before) && Normaliser.IsLatin(after) ? " " : gap;
}
