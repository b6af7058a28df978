using System.Globalization;
using System.Text.RegularExpressions;

namespace CollabBot.Core.Text;

/// <summary>All languages' words for days, amounts and changes, ready to match folded text.</summary>
internal sealed class Lexicon
{
    // Not NonBacktracking: with these optional groups it skips matches (月200万回款 P1 finds only the 1); every repetition is bounded instead
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Number = @"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,12})(?:\.\d{1,6})?";
    private const string Stop = @"(?:\z|[\s,;!?。、\uFFFC])";

    public required IReadOnlyList<string> Bot { get; init; }
    public required IReadOnlySet<string> Everyone { get; init; }
    public required IReadOnlyDictionary<string, int> Numbers { get; init; }
    public required IReadOnlyDictionary<string, int> Weekdays { get; init; }
    public required IReadOnlyDictionary<string, int> Months { get; init; }
    public required IReadOnlyDictionary<string, int> Shifts { get; init; }
    public required IReadOnlyList<(DayPattern Pattern, Regex Regex)> Days { get; init; }

    /// <summary>Matches wherever one of <see cref="Days"/> may: most words are no day, and one pattern says so sooner than all of them.</summary>
    public required Regex AnyDay { get; init; }

    /// <summary>What may follow a deadline without a blank.</summary>
    public required Regex DayGoesOn { get; init; }
    public required Regex Span { get; init; }
    public required IReadOnlyList<string> Mornings { get; init; }
    public required IReadOnlyList<string> Afternoons { get; init; }
    public required Regex Money { get; init; }
    public required IReadOnlyDictionary<string, decimal> SureUnits { get; init; }
    public required IReadOnlyDictionary<string, decimal> TokenUnits { get; init; }
    public required IReadOnlyDictionary<string, decimal> LooseUnits { get; init; }
    public required IReadOnlyList<string> Counted { get; init; }
    public required IReadOnlyList<string> LeadIns { get; init; }
    public required IReadOnlyList<string> GoOns { get; init; }
    public required IReadOnlyList<(bool Sentence, Regex Regex)> Changes { get; init; }
    public required IReadOnlyList<string> Measures { get; init; }
    public required IReadOnlySet<string> Yes { get; init; }
    public required IReadOnlySet<string> No { get; init; }

    public static Lexicon Of(IEnumerable<LexiconFile> languages)
    {
        var all = languages.ToList();
        var lead = Any(all.SelectMany(f => f.DayLeads));
        var tail = Any(all.SelectMany(f => f.DayTails));
        var verbs = string.Join('|', Folded(all.SelectMany(f => f.DayGoesOn)).Select(Regex.Escape).DefaultIfEmpty(@"[^\s\S]"));
        var units = Merge(all, f => f.Money.SureUnits.Concat(f.Money.TokenUnits).Concat(f.Money.LooseUnits));
        // The m of "50 metric" is no unit
        var measure = $"(?:{Any(all.SelectMany(f => f.Measures))})(?<![a-z](?=[a-z0-9]))";
        return new Lexicon
        {
            Bot = [.. Folded(all.SelectMany(f => f.Bot))],
            Everyone = Folded(all.SelectMany(f => f.Everyone)).ToHashSet(StringComparer.Ordinal),
            Numbers = Merge(all, f => f.Numbers),
            Weekdays = Merge(all, f => f.Weekdays),
            Months = Merge(all, f => f.Months),
            Shifts = Merge(all, f => f.Shifts),
            Days = [.. all.SelectMany(f => f.Days).Select(d =>
                (d, new Regex($@"\A(?<all>(?:(?<firm>{lead})\s?){{0,2}}(?:{d.Pattern})(?:\s?(?<firm>{tail}))?)(?:{Stop}|(?<={tail})(?={verbs}))", Options)))],
            DayGoesOn = new Regex($@"\A(?:{verbs})", Options),
            AnyDay = new Regex($@"\A(?:(?:{lead})\s?){{0,2}}(?:{string.Join('|', all.SelectMany(f => f.Days).Select(d => $"(?:{d.Pattern})").DefaultIfEmpty(@"[^\s\S]"))})", Options),
            Span = new Regex($@"\s?(?:{Any(all.SelectMany(f => f.SpanWords))})\s?", Options),
            Mornings = [.. Folded(all.SelectMany(f => f.Mornings))],
            Afternoons = [.. Folded(all.SelectMany(f => f.Afternoons))],
            Money = new Regex(
                $@"(?<sign>{Any(all.SelectMany(f => f.Money.Signs))})?\s?(?<n>{Number})\s?(?<unit>{Any(units.Keys)})?\s?(?<currency>{Any(all.SelectMany(f => f.Money.Currencies))})?", Options),
            SureUnits = Merge(all, f => f.Money.SureUnits),
            TokenUnits = Merge(all, f => f.Money.TokenUnits),
            LooseUnits = Merge(all, f => f.Money.LooseUnits),
            Counted = [.. Folded(all.SelectMany(f => f.Money.Counted))],
            Changes = [.. all.SelectMany(f => f.Changes).Select(c => (c.Sentence, new Regex(
                c.Pattern.Replace("{from}", $@"(?<from>-?{Number})\s?(?<fromUnit>{measure})?", StringComparison.Ordinal)
                    .Replace("{to}", $@"(?<to>-?{Number})(?:\s?(?<toUnit>{measure}))?", StringComparison.Ordinal), Options)))],
            LeadIns = [.. Folded(all.SelectMany(f => f.LeadIns))],
            GoOns = [.. Folded(all.SelectMany(f => f.GoOns))],
            Measures = [.. Folded(all.SelectMany(f => f.Measures))],
            Yes = Folded(all.SelectMany(f => f.Yes)).ToHashSet(StringComparer.Ordinal),
            No = Folded(all.SelectMany(f => f.No)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether what follows this word goes with it: the, 的, 这个.</summary>
    public bool LeansOn(string folded) => LeadIns.Any(l => folded == l || (!Normaliser.IsLatin(l[^1]) && folded.EndsWith(l, StringComparison.Ordinal)));

    /// <summary>Whether this word goes with what stands in front of it: of, is, 的.</summary>
    public bool LeansBack(string folded) => GoOns.Any(g => folded == g || (!Normaliser.IsLatin(g[^1]) && folded.StartsWith(g, StringComparison.Ordinal)));

    /// <summary>12, 十二 or twelve; null for anything else.</summary>
    public int? Whole(string folded)
    {
        if (int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
            return plain;
        if (Numbers.TryGetValue(folded, out var word))
            return word;
        var (total, current) = (0, 0);
        foreach (var c in folded)
        {
            if (!Numbers.TryGetValue(c.ToString(), out var digit))
                return null;
            (total, current) = digit == 10 ? (total + (Math.Max(current, 1) * 10), 0) : (total, digit);
        }

        return folded.Length > 0 ? total + current : null;
    }

    private static Dictionary<string, T> Merge<T>(IEnumerable<LexiconFile> all, Func<LexiconFile, IEnumerable<KeyValuePair<string, T>>> pick)
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (word, value) in all.SelectMany(pick))
            merged[Normaliser.Fold(word)] = value;
        return merged;
    }

    private static IEnumerable<string> Folded(IEnumerable<string> words) =>
        words.Select(Normaliser.Fold).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal);

    /// <summary>One of the words, the longest first; without any, something that never matches.</summary>
    private static string Any(IEnumerable<string> words) => Folded(words).Select(Regex.Escape).ToList() is [_, ..] some ? string.Join('|', some) : @"[^\s\S]";
}
