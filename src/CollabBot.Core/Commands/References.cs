using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>A record id in a line: <c>#B-1</c>, <c>#b1</c>, and <c>B-1</c> where the prefix is known.</summary>
internal readonly record struct Reference(int Start, int End, string Prefix, string Number)
{
    public string Id => $"{Prefix}-{Number}";
}

/// <summary>Reads record ids from folded text.</summary>
internal static class References
{
    /// <summary>The reference that begins exactly here and ends at a boundary, or null.</summary>
    public static Reference? At(string folded, int at, IReadOnlySet<string> known)
    {
        var i = at;
        var hash = i < folded.Length && folded[i] == '#';
        if (hash)
            i++;
        else if (at > 0 && (Normaliser.IsLatin(folded[at - 1]) || folded[at - 1] is '-' or '_' or '#'))
            return null;

        var letters = i;
        while (i < folded.Length && i - letters < 4 && char.IsAsciiLetter(folded[i]))
            i++;
        if (i == letters)
            return null;
        var end = i;
        var dash = i < folded.Length && folded[i] == '-';
        if (dash)
            i++;
        var digits = i;
        while (i < folded.Length && i - digits < 10 && char.IsAsciiDigit(folded[i]))
            i++;
        if (i == digits)
            return null;
        var prefix = folded[letters..end].ToUpperInvariant();
        var number = folded[digits..i].TrimStart('0');
        if (number.Length == 0 || (i < folded.Length && (Normaliser.IsLatin(folded[i]) || folded[i] is '-' or '_')))
            return null;
        // Without # a bare word is an id only when it could be nothing else; without the dash only behind #
        var certain = hash ? dash || known.Contains(prefix) : dash && known.Contains(prefix);
        return certain ? new Reference(at, i, prefix, number) : null;
    }
}
