namespace CollabBot.Core.Text;

/// <summary>Compares languages key by key, so that no reader ever meets a gap.</summary>
internal static class PhrasebookCheck
{
    public static IEnumerable<string> Compare(Dictionary<string, TextShelf> shelves)
    {
        var locales = shelves.Keys.Union(["zh-CN", "en"], StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var locale in locales)
        {
            var here = shelves.GetValueOrDefault(locale) ?? new TextShelf();
            foreach (var other in locales.Where(l => l != locale && shelves.ContainsKey(l)))
                foreach (var problem in Missing(here, shelves[other], locale, other))
                    yield return problem;
        }
    }

    private static IEnumerable<string> Missing(TextShelf here, TextShelf there, string locale, string other)
    {
        foreach (var key in there.Phrases.Keys.Except(here.Phrases.Keys, StringComparer.Ordinal))
            yield return $"Phrase '{key}' is worded in {other} but not in {locale}";
        foreach (var key in there.Commands.Keys.Except(here.Commands.Keys, StringComparer.Ordinal))
            yield return $"Command '{key}' is worded in {other} but not in {locale}";
        foreach (var key in there.Words.Keys.Except(here.Words.Keys, StringComparer.Ordinal))
            yield return $"Word '{key}' stands in {other} but not in {locale}";
        foreach (var (key, text) in here.Phrases)
            if (there.Phrases.TryGetValue(key, out var twin) && PhraseFormat.Names(text).Except(PhraseFormat.Names(twin), StringComparer.Ordinal).ToList() is [_, ..] extra)
                yield return $"Phrase '{key}' uses {{{string.Join("}, {", extra)}}} in {locale} but not in {other}";
    }
}
