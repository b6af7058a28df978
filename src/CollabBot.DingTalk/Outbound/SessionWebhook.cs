using System.Globalization;
using CollabBot.Core.Platforms;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// The address that a message brought along for its answers. The callback's signature does not cover its body, so the address is believed only when it is one of DingTalk's.
/// </summary>
internal sealed record SessionWebhook(Uri Origin, string Session)
{
    private const string Address = "sessionWebhook", Expiry = "sessionWebhookExpiry", Chat = "sessionChat", Path = "/robot/sendBySession";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly string[] Domains = [".dingtalk.com", ".dingtalk.io"];

    /// <summary>What to keep with a message of this chat; null when it brought no usable address.</summary>
    public static IReadOnlyDictionary<string, string>? Hints(string chatId, string? address, long? expiry) => address is null || expiry is null
        ? null
        : new Dictionary<string, string> { [Address] = address, [Expiry] = expiry.Value.ToString(CultureInfo.InvariantCulture), [Chat] = chatId };

    /// <summary>The address for this message, or null when it has none, has expired, belongs to another chat or is not DingTalk's.</summary>
    public static SessionWebhook? For(Outgoing message, DingTalkOptions options, DateTimeOffset now)
    {
        if (message.ReplyHints is not { } hints || message.Place is not { } place || hints.GetValueOrDefault(Chat) != place.ChatId)
            return null;
        if (!long.TryParse(hints.GetValueOrDefault(Expiry), NumberStyles.None, CultureInfo.InvariantCulture, out var expiry)
            || (now + Margin).ToUnixTimeMilliseconds() >= expiry)
            return null;
        if (!Uri.TryCreate(hints.GetValueOrDefault(Address), UriKind.Absolute, out var uri) || uri.AbsolutePath != Path || uri.UserInfo.Length > 0 || !IsTrusted(uri, options))
            return null;
        return uri.Query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("session=", StringComparison.Ordinal)) is { Length: > 8 } session
            ? new SessionWebhook(new Uri(uri.GetLeftPart(UriPartial.Authority)), Uri.UnescapeDataString(session[8..]))
            : null;
    }

    private static bool IsTrusted(Uri uri, DingTalkOptions options)
    {
        Uri api = new(options.ApiBaseUrl), oapi = new(options.OapiBaseUrl);
        var atOurs = SameOrigin(uri, api) || SameOrigin(uri, oapi);
        // With other hosts configured (a proxy, a simulator) nothing else is spoken to
        return atOurs || (IsDingTalk(api) && IsDingTalk(oapi) && IsDingTalk(uri));
    }

    private static bool SameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Authority == other.Authority;

    private static bool IsDingTalk(Uri uri) =>
        uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && Domains.Any(d => uri.IdnHost.EndsWith(d, StringComparison.OrdinalIgnoreCase));
}
