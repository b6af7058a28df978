using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Core.Text;

/// <summary>Everything the bot says that is not a card: phrases, the words of enums, names and labels of commands, in every language. Safe for many threads.</summary>
public sealed class Phrasebook
{
    /// <summary>Said when a language is unknown.</summary>
    public const string DefaultLocale = "zh-CN";

    private readonly Dictionary<string, TextShelf> shelves;
    private readonly List<string> problems;

    private Phrasebook(Dictionary<string, TextShelf> shelves, Lexicon lexicon, List<string> problems)
    {
        this.shelves = shelves;
        this.problems = problems;
        Lexicon = lexicon;
        Locales = [.. shelves.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The languages there are words for.</summary>
    public IReadOnlyList<string> Locales { get; }

    /// <summary>The zone that instants in phrases are told in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    internal Lexicon Lexicon { get; }

    /// <summary>Reads every <c>text.&lt;locale&gt;.json</c>. A broken override is left out with a warning that names it; a broken built-in file throws <see cref="BadTextException"/>.</summary>
    public static Phrasebook Load(TemplateFiles files, ILogger<Phrasebook>? log = null, TimeZoneInfo? zone = null)
    {
        ILogger logger = log ?? NullLogger<Phrasebook>.Instance;
        var shelves = new Dictionary<string, TextShelf>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var (file, text) in TextShelf.Read(files, "text", TextFile.Parse, logger))
        {
            if (!shelves.TryGetValue(file.Locale, out var shelf))
                shelves[file.Locale] = shelf = new TextShelf();
            shelf.Lay(file, text, problems);
        }

        var lexicon = Lexicon.Of(TextShelf.Read(files, "lexicon", LexiconFile.Parse, logger).Select(f => f.Content));
        return new Phrasebook(shelves, lexicon, problems) { Zone = zone ?? TimeZoneInfo.Utc };
    }

    /// <summary>The start-up check: throws <see cref="BadTextException"/> when the languages do not have the same keys and placeholders, or a key stands twice.</summary>
    public void Verify()
    {
        List<string> found = [.. problems, .. PhrasebookCheck.Compare(shelves)];
        if (found.Count > 0)
            throw new BadTextException(found);
    }

    /// <summary>The language there are words for that is nearest to the wanted one: itself, its base language, else Chinese.</summary>
    public string Nearest(string? locale)
    {
        if (locale is not null && shelves.ContainsKey(locale))
            return locale;
        var language = locale?.Split('-', '_')[0];
        return Locales.FirstOrDefault(l => l.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase)) ?? DefaultLocale;
    }

    /// <summary>The phrase in the language, its values filled in and worded; plain text, nothing escaped. An unknown key is said as it is.</summary>
    public string Say(Phrase phrase, string locale)
    {
        var text = Find(s => s.Phrases.GetValueOrDefault(phrase.Key), locale);
        return text is null ? phrase.Key : PhraseFormat.Fill(text, phrase.Values, this, locale);
    }

    /// <summary>The phrase in the language.</summary>
    public string Say(string key, string locale, params (string Name, object? Value)[] values) => Say(new Phrase(key, values), locale);

    /// <summary>A public holiday as a reader calls it; a name we have no word for stays as it is.</summary>
    public string Holiday(string name, string locale) => Has("time.holiday." + name) ? Say("time.holiday." + name, locale) : name;

    /// <summary>Whether any language words the key.</summary>
    public bool Has(string key) => shelves.Values.Any(s => s.Phrases.ContainsKey(key));

    /// <summary>The word shown for an enum value.</summary>
    public string Word(Enum value, string locale) => Find(s => s.Words.GetValueOrDefault(WordKey(value)) is [var first, ..] ? first : null, locale) ?? value.ToString();

    /// <summary>Every word, in any language, that means the enum value, its English name included.</summary>
    public IEnumerable<string> Words(Enum value) =>
        shelves.Values.SelectMany(s => s.Words.GetValueOrDefault(WordKey(value)) ?? []).Append(value.ToString());

    /// <summary>The words of a command by the English name of its attribute; a language without them falls back to another.</summary>
    public CommandText Command(string name, string locale)
    {
        var text = Find(s => s.Commands.GetValueOrDefault(name), locale) ?? new CommandText();
        return text.Names.Count > 0 ? text : text with { Names = [name] };
    }

    /// <summary>The words of a command in exactly this language, or null.</summary>
    public CommandText? CommandIn(string name, string locale) => shelves.GetValueOrDefault(locale)?.Commands.GetValueOrDefault(name);

    /// <summary>The English names of all commands that any text file words.</summary>
    public IEnumerable<string> WordedCommands => shelves.Values.SelectMany(s => s.Commands.Keys).Distinct(StringComparer.Ordinal);

    internal bool HasWords(Enum value, string locale) => shelves.GetValueOrDefault(locale)?.Words.GetValueOrDefault(WordKey(value)) is [_, ..];

    private static string WordKey(Enum value) => $"{value.GetType().Name}.{value}";

    private T? Find<T>(Func<TextShelf, T?> pick, string locale)
        where T : class
    {
        foreach (var candidate in new[] { Nearest(locale), DefaultLocale }.Concat(Locales))
            if (shelves.TryGetValue(candidate, out var shelf) && pick(shelf) is { } found)
                return found;
        return null;
    }
}
