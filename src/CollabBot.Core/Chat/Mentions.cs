using CollabBot.Core.Docs;
using CollabBot.Core.People;

namespace CollabBot.Core.Chat;

/// <summary>Resolves the people a card mentions, or offers to choose from, to one platform's user ids.</summary>
internal static class Mentions
{
    /// <summary>Person id to user id; those without an account there, and those who left, are left out and shown by name.</summary>
    public static IReadOnlyDictionary<string, string> In(Card card, string platform, Roster roster)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var mentioned = DocWalk.Inlines(card.Body.Blocks).OfType<Inline.At>().Select(at => at.PersonId);
        var offered = card.Form?.Fields.SelectMany(f => f.Options).Select(o => o.PersonId).OfType<string>() ?? [];
        foreach (var id in mentioned.Concat(offered))
            if (roster.Person(id) is { Left: false } person && person.Accounts.FirstOrDefault(a => a.StartsWith(platform + ":", StringComparison.Ordinal)) is { } account)
                found[id] = account[(platform.Length + 1)..];
        return found;
    }
}
