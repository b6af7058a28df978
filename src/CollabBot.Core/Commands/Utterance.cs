using System.Text;
using CollabBot.Core.Chat;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>
/// One line while it is read: folded for matching, with a map back to what was written, and a note of what is already taken. Positions are those of the folded line.
/// Mentions of the bot are single blanks, taken from the start; mentions of others are single marks.
/// </summary>
internal sealed class Utterance
{
    // Arguments stand at the ends; the middle of a very long text is only text
    private const int EdgePieces = 60;

    private const int LongestHeading = 30;

    // Fills up a mention behind its first character; folding leaves none of these in a text
    private const char Filler = '\uFFFB';

    private readonly string original;
    private readonly int[] map;
    private readonly bool[] taken;
    private readonly Dictionary<int, Mention> mentions = [];
    private List<Piece>? pieces;

    public Utterance(string text, IReadOnlyList<Mention> mentioned, IReadOnlyList<string> botNames)
    {
        original = text;
        (var folded, map) = Normaliser.FoldMapped(text);
        var cover = new char[folded.Length];
        folded.CopyTo(cover);
        foreach (var mention in mentioned.Where(m => m.Placeholder.Length > 0).OrderByDescending(m => m.Placeholder.Length))
            Cover(folded, cover, mention);
        foreach (var name in botNames)
            CoverBot(cover, "@" + name);
        CoverHeading(cover);
        Folded = Squeeze(cover, ref map, mentions);
        taken = new bool[Folded.Length];
        foreach (var (position, mention) in this.mentions)
            taken[position] = mention.IsBot;

        var at = SkipBlanks(0);
        HasSlash = at < Folded.Length && Folded[at] == '/';
        Start = HasSlash ? SkipBlanks(at + 1) : at;
        for (var i = 0; i < Start; i++)
            taken[i] = true;
    }

    /// <summary>The line for matching.</summary>
    public string Folded { get; }

    /// <summary>Where the words begin, after blanks, the bot's mention and the slash.</summary>
    public int Start { get; }

    /// <summary>Whether a slash led the line.</summary>
    public bool HasSlash { get; }

    /// <summary>Nothing but the bot's name, a slash or blanks.</summary>
    public bool IsEmpty => Start >= Folded.Length;

    /// <summary>What may be an argument: the pieces that are not taken, for long texts only those at both ends.</summary>
    public IEnumerable<Piece> Pieces
    {
        get
        {
            pieces ??= Edges(LineSplitter.Split(Folded, BodyStart));
            return pieces.SelectMany(Free);
        }
    }

    /// <summary>Where the arguments begin; set once the name is known.</summary>
    public int BodyStart { get; private set; }

    /// <summary>The mention whose mark stands here, or null.</summary>
    public Mention? MentionAt(int at) => mentions.GetValueOrDefault(at) is { IsBot: false } mention ? mention : null;

    /// <summary>Takes a stretch out of the remaining text.</summary>
    public void Take(int start, int end) => Array.Fill(taken, true, start, end - start);

    /// <summary>Takes the name and starts the arguments after it.</summary>
    public void TakeName(NameMatch match)
    {
        foreach (var (start, end) in match.Words)
            Take(start, end);
        if (match.End < Folded.Length && Folded[match.End] == ':')
            Take(match.End, match.End + 1);
        BodyStart = Start;
    }

    /// <summary>Starts the arguments without any name.</summary>
    public void TakeNoName() => BodyStart = Start;

    public bool IsFree(int start, int end) => !taken.AsSpan(start, end - start).Contains(true);

    /// <summary>Whether a word begins or ends here: at a blank, a separator, or what is taken.</summary>
    public bool IsEdge(int at) =>
        at <= BodyStart || at >= Folded.Length || LineSplitter.IsBreak(Folded, at - 1) || LineSplitter.IsBreak(Folded, at) || taken[at - 1] || taken[at];

    /// <summary>Whether free text stands before and after: the middle of a sentence.</summary>
    public bool IsInside(int start, int end) => HasText(BodyStart, start) && HasText(end, Folded.Length);

    /// <summary>Whether anything but blanks and separators is left between.</summary>
    public bool HasText(int start, int end)
    {
        for (var i = start; i < end; i++)
            if (!taken[i] && !LineSplitter.IsBreak(Folded, i))
                return true;
        return false;
    }

    /// <summary>What was written there, mentions by name.</summary>
    public string Written(int start, int end)
    {
        if (mentions.Count == 0)
            return original[From(start)..map[end]];
        var text = new StringBuilder();
        for (var i = start; i < end; i++)
            if (mentions.TryGetValue(i, out var mention))
                text.Append(mention.IsBot ? "" : "@" + mention.Name.TrimStart('@'));
            else
                text.Append(original, From(i), map[i + 1] - From(i));
        return text.ToString();
    }

    /// <summary>The text there as it came in, mentions by their placeholders.</summary>
    public string Source(int start, int end) => original[From(start)..map[end]];

    /// <summary>Everything not taken, as it was written; where something was taken out, the sign or blank around it stays once.</summary>
    public string Remaining() => RemainingText.Of(this, taken, BodyStart);

    /// <summary>What is left of a piece: all of it, or the stretches between what was taken.</summary>
    private IEnumerable<Piece> Free(Piece piece)
    {
        for (var i = piece.Start; i < piece.End;)
        {
            var end = taken[i] ? i : Array.IndexOf(taken, true, i, piece.End - i) is >= 0 and var next ? next : piece.End;
            if (end > i)
                yield return new Piece(i, end, piece.Quoted && i == piece.Start && end == piece.End);
            i = Math.Max(end, i + 1);
        }
    }

    // Invisible characters belong to what follows them
    private int From(int at) => at == 0 ? 0 : mentions.ContainsKey(at - 1) ? map[at] : map[at - 1] + 1;

    private int SkipBlanks(int at)
    {
        while (at < Folded.Length && char.IsWhiteSpace(Folded[at]))
            at++;
        return at;
    }

    private static List<Piece> Edges(List<Piece> all) => all.Count <= 2 * EdgePieces ? all : [.. all[..EdgePieces], .. all[^EdgePieces..]];

    /// <summary>Turns a mention into one sign, filled up to its length.</summary>
    private void Cover(string folded, char[] cover, Mention mention)
    {
        var placeholder = Normaliser.Fold(mention.Placeholder);
        for (var at = 0; placeholder.Length > 0 && (at = folded.IndexOf(placeholder, at, StringComparison.Ordinal)) >= 0; at += placeholder.Length)
        {
            var end = at + placeholder.Length;
            if (cover[at] != folded[at] || (char.IsAsciiDigit(placeholder[^1]) && end < folded.Length && char.IsAsciiDigit(folded[end])))
                continue;
            Put(cover, at, placeholder.Length, mention);
        }
    }

    private void CoverBot(char[] cover, string name)
    {
        for (var at = 0; cover.AsSpan(at).IndexOf(name) is >= 0 and var offset; at += name.Length)
        {
            at += offset;
            if (at == 0 || char.IsWhiteSpace(cover[at - 1]) || cover[at - 1] == Filler)
                Put(cover, at, name.Length, new Mention(name, null, name, IsBot: true));
        }
    }

    /// <summary><c>【卡点】…</c> is how some head what they write: its brackets are as good as blanks.</summary>
    private void CoverHeading(char[] cover)
    {
        var open = Array.FindIndex(cover, c => !char.IsWhiteSpace(c) && c != Filler);
        var close = open < 0 || cover[open] != '【' ? -1 : Array.IndexOf(cover, '】', open, Math.Min(LongestHeading, cover.Length - open));
        foreach (var at in close < 0 ? [] : new[] { open, close })
            Put(cover, at, 1, new Mention("", null, "", IsBot: true));
    }

    private void Put(char[] cover, int at, int length, Mention mention)
    {
        Array.Fill(cover, Filler, at, length);
        cover[at] = mention.IsBot ? ' ' : Normaliser.MentionMark;
        mentions[at] = mention;
    }

    /// <summary>Leaves one mark per mention.</summary>
    private static string Squeeze(char[] cover, ref int[] map, Dictionary<int, Mention> mentions)
    {
        var moved = new Dictionary<int, Mention>();
        var length = 0;
        for (var i = 0; i < cover.Length; i++)
        {
            if (cover[i] == Filler)
                continue;
            if (mentions.TryGetValue(i, out var mention))
                moved[length] = mention;
            map[length] = map[i];
            cover[length++] = cover[i];
        }

        map[length] = map[cover.Length];
        map = map[..(length + 1)];
        mentions.Clear();
        foreach (var (at, mention) in moved)
            mentions[at] = mention;
        return new string(cover, 0, length);
    }
}
