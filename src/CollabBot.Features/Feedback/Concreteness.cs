using System.Text.RegularExpressions;
using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Features.Feedback;

/// <summary>What the receiver needs in order to change something.</summary>
public enum FeedbackPart
{
    /// <summary>When or on what occasion.</summary>
    When,

    /// <summary>Towards whom.</summary>
    Whom,

    /// <summary>What to do instead.</summary>
    What,
}

/// <summary>Looks for when, whom and what in somebody's words. It only ever suggests; the word lists stand with the slice's words.</summary>
internal sealed partial class Concreteness(Phrasebook phrases)
{
    /// <summary>The parts the words do not seem to have.</summary>
    public IReadOnlyList<FeedbackPart> Missing(string text, Roster roster)
    {
        var missing = new List<FeedbackPart>();
        if (!ClockOrDate().IsMatch(text) && !HasAny(text, "feedback.signs-when"))
            missing.Add(FeedbackPart.When);
        if (!Names(roster).Any(name => Holds(text, name)) && !HasAny(text, "feedback.signs-whom"))
            missing.Add(FeedbackPart.Whom);
        if (!HasAny(text, "feedback.signs-what"))
            missing.Add(FeedbackPart.What);
        return missing;
    }

    private bool HasAny(string text, string list) =>
        phrases.Locales.Any(locale => phrases.Say(list, locale).Split('|', StringSplitOptions.RemoveEmptyEntries).Any(word => Holds(text, word)));

    private static IEnumerable<string> Names(Roster roster) =>
        roster.Departments.SelectMany(d => d.Aliases.Prepend(d.Name)).Concat(roster.People.Select(p => p.Name)).Where(name => name.Length > 1);

    /// <summary>Whether the word stands in the text: an English one not inside another word; Chinese has no gaps to go by.</summary>
    public static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!char.IsAsciiLetter(word[0]) || (!IsLetterAt(text, at - 1) && !IsLetterAt(text, at + word.Length)))
                return true;
        return false;
    }

    private static bool IsLetterAt(string text, int index) => index >= 0 && index < text.Length && char.IsAsciiLetter(text[index]);

    [GeneratedRegex(@"\d{1,2}[::/\-]\d{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex ClockOrDate();
}
