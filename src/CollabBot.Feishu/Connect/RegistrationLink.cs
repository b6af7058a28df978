using System.IO.Compression;
using System.Text.Json;
using CollabBot.Feishu.Doctor;

namespace CollabBot.Feishu.Connect;

/// <summary>
/// The link behind the code: the page it opens, with our app filled in. The page throws everything away over one unknown key, so the keys are those of larksuite/node-sdk's
/// <c>scene/registration/addons.ts</c> (JSON, gzip, URL-safe base64) and no others.
/// </summary>
internal static class RegistrationLink
{
    // What our features listen to; the first is the one nothing works without
    private static readonly string[] Events =
    [
        EventLight.Event, "im.message.recalled_v1", "im.message.reaction.created_v1", "im.chat.member.bot.added_v1", "im.chat.member.bot.deleted_v1", "im.chat.disbanded_v1",
        "im.chat.member.user.added_v1", "im.chat.member.user.deleted_v1", "im.chat.access_event.bot_p2p_chat_entered_v1", "application.bot.menu_v6",
    ];

    /// <summary>With name, scopes, events and callback.</summary>
    public static string Full(Uri page, WantedApp wanted) =>
        $"{Short(page, wanted)}&source=collabbot{(wanted.AppId is null ? "&name=" + Uri.EscapeDataString(wanted.Name) : "")}&addons={Addons()}";

    /// <summary>With nothing filled in, which makes a code that fits a terminal.</summary>
    public static string Short(Uri page, WantedApp wanted)
    {
        // The platform gives out Feishu's address to everybody; Lark's people are at home at Lark's, as larksuite/cli has it
        if (wanted.BaseUrl == FeishuCredentials.LarkUrl && page.Host == new Uri(FeishuCredentials.FeishuUrl).Host)
            page = new UriBuilder(page) { Host = new Uri(FeishuCredentials.LarkUrl).Host }.Uri;
        var query = page.Query.Length > 1 ? page.Query + "&" : "?";
        // Whoever wants a new app must not spoil one of theirs by a slip
        return $"{page.GetLeftPart(UriPartial.Path)}{query}from=sdk&tp=sdk&{(wanted.AppId is { } app ? "clientID=" + Uri.EscapeDataString(app) : "createOnly=true")}";
    }

    private static string Addons()
    {
        var addons = JsonSerializer.SerializeToUtf8Bytes(new
        {
            scopes = new { tenant = FeishuScopes.Names },
            events = new { items = new { tenant = Events } },
            callbacks = new { items = new[] { ButtonLight.Callback } },
        });
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize))
            zip.Write(addons);
        return Convert.ToBase64String(packed.ToArray()).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }
}
