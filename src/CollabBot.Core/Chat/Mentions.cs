using CollabBot.Core.Docs;
using CollabBot.Core.People;

namespace CollabBot.Core.Chat;

/// <summary>Resolves the people a card mentions to one platform's user ids.</summary>
internal static class Mentions
{
    /// <summary>Person id to user id; those without an account there, and those who left, are left out and shown by name.</summary>
    public static IReadOnlyDictionary<string, string> In(Card card, string platform, Roster roster)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var at in DocWalk.Inlines(card.Body.Blocks).OfType<Inline.At>())
            if (roster.Person(at.PersonId) is { Left: false } person && person.Accounts.FirstOrDefault(a => a.StartsWith(platform + ":", StringComparison.Ordinal)) is { } account)
                found[at.PersonId] = account[(platform.Length + 1)..];
        return found;
    }
}
