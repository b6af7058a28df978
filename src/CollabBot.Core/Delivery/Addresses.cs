using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;

namespace CollabBot.Core.Delivery;

/// <summary>Where a person reads direct messages: a known direct chat, or their platform user id.</summary>
public sealed record Address(string Platform, Place? Place, string? Recipient, string Lane);

/// <summary>Finds people's addresses.</summary>
public static class Addresses
{
    /// <summary>The person's user id on the platform; null when they have no account there.</summary>
    public static string? UserId(Person person, string platform) =>
        person.Accounts.FirstOrDefault(a => a.StartsWith(platform + ":", StringComparison.Ordinal))?[(platform.Length + 1)..];

    /// <summary>The person's address, on the preferred platform if they have an account there, else on any that is switched on; null when they have none.</summary>
    public static Address? Of(Person person, string preferredPlatform, PlatformRegistry platforms)
    {
        var account = person.Accounts
            .OrderByDescending(a => a.StartsWith(preferredPlatform + ":", StringComparison.Ordinal))
            .FirstOrDefault(a => platforms.Find(a[..a.IndexOf(':', StringComparison.Ordinal)]) is not null);
        if (account is null)
            return null;
        var colon = account.IndexOf(':', StringComparison.Ordinal);
        var (platform, userId) = (account[..colon], account[(colon + 1)..]);
        return person.DirectChats.TryGetValue(platform, out var chat)
            ? new Address(platform, new Place(platform, chat, PlaceKind.Direct), null, $"{platform}:{chat}")
            : new Address(platform, null, userId, $"{platform}:user:{userId}");
    }
}
