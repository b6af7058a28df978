using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Feishu.Doctor;

namespace CollabBot.Feishu.Connect;

/// <summary>A registration that waits for somebody to scan <paramref name="Url"/>.</summary>
public sealed record PendingApp(string Url, DateTimeOffset Until, string BaseUrl)
{
    internal string DeviceCode { get; init; } = "";

    internal TimeSpan Interval { get; init; }
}

/// <summary>How a registration ended: an app and who made it, or why there is none.</summary>
public sealed record RegistrationEnd(FeishuCredentials? App, string? OwnerOpenId, Phrase? Problem);

/// <summary>
/// Creates an app by the official device flow (RFC 8628): <c>POST accounts.feishu.cn/oauth/v1/app/registration</c> with <c>action=begin</c>, then <c>poll</c>, as larksuite/node-sdk does in
/// <c>scene/registration/index.ts</c>. The page behind the QR code takes our name, scopes, events and callbacks from the link (<c>addons</c>, same folder, <c>addons.ts</c>), where the
/// tenant has that switched on; it ignores them otherwise, and doctor tells what is left to do.
/// </summary>
public sealed class AppRegistration(IHttpClientFactory http, Pulse pulse)
{
    private const string Path = "/oauth/v1/app/registration";
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);

    // What our features listen to; the first is the one nothing works without
    private static readonly string[] Events =
    [
        EventLight.Event, "im.message.recalled_v1", "im.message.reaction.created_v1", "im.chat.member.bot.added_v1", "im.chat.member.bot.deleted_v1", "im.chat.disbanded_v1",
        "im.chat.member.user.added_v1", "im.chat.member.user.deleted_v1", "im.chat.access_event.bot_p2p_chat_entered_v1", "application.bot.menu_v6",
    ];

    /// <summary>Asks for a code to scan; null with the problem when the platform gives none.</summary>
    public async Task<(PendingApp? Pending, Phrase? Problem)> BeginAsync(string baseUrl, string name, CancellationToken cancel)
    {
        var begun = await PostAsync<Begun>(baseUrl, cancel, ("action", "begin"), ("archetype", "PersonalAgent"), ("auth_method", "client_secret"), ("request_user_info", "open_id"));
        if (begun is not { DeviceCode.Length: > 0, VerificationUriComplete.Length: > 0 } || !Uri.TryCreate(begun.VerificationUriComplete, UriKind.Absolute, out var page))
            return (null, new Phrase("connect.no-code", ("host", Accounts(baseUrl))));
        return (new PendingApp(Link(page, name), pulse.Time.GetUtcNow().AddSeconds(Math.Clamp(begun.ExpiresIn ?? 600, 30, 3600)), baseUrl)
        {
            DeviceCode = begun.DeviceCode,
            Interval = TimeSpan.FromSeconds(Math.Clamp(begun.Interval ?? 5, 1, 60)),
        }, null);
    }

    /// <summary>Asks at the platform's pace until somebody decided or the code ran out.</summary>
    public async Task<RegistrationEnd> WaitAsync(PendingApp pending, CancellationToken cancel)
    {
        var (baseUrl, interval) = (pending.BaseUrl, pending.Interval);
        while (pulse.Time.GetUtcNow() < pending.Until)
        {
            await Task.Delay(interval, pulse.Time, cancel);
            var polled = await PostAsync<Polled>(baseUrl, cancel, ("action", "poll"), ("device_code", pending.DeviceCode));
            // The app belongs to the other platform: it is asked there, once
            if (polled?.UserInfo?.TenantBrand == "lark" && baseUrl == FeishuCredentials.FeishuUrl)
            {
                baseUrl = FeishuCredentials.LarkUrl;
                polled = await PostAsync<Polled>(baseUrl, cancel, ("action", "poll"), ("device_code", pending.DeviceCode));
            }

            switch (polled)
            {
                case { ClientId.Length: > 0, ClientSecret.Length: > 0 }:
                    return new RegistrationEnd(new FeishuCredentials(polled.ClientId, polled.ClientSecret, baseUrl), polled.UserInfo?.OpenId, null);
                case { Error: "slow_down" }:
                    interval += Slower;
                    break;
                case { Error: "access_denied" }:
                    return new RegistrationEnd(null, null, new Phrase("connect.denied"));
                case { Error: "expired_token" }:
                    return new RegistrationEnd(null, null, new Phrase("connect.expired"));
                case { Error: { Length: > 0 } error } when error != "authorization_pending":
                    return new RegistrationEnd(null, null, new Phrase("connect.ended", ("error", Inbound.EventReader.Short(error))));
            }
        }

        return new RegistrationEnd(null, null, new Phrase("connect.expired"));
    }

    // Any other address is a test's, which is both
    private static string Accounts(string baseUrl) => baseUrl switch
    {
        FeishuCredentials.FeishuUrl => "https://accounts.feishu.cn",
        FeishuCredentials.LarkUrl => "https://accounts.larksuite.com",
        _ => baseUrl,
    };

    private static string Link(Uri page, string name)
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
        var code = Convert.ToBase64String(packed.ToArray()).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var query = page.Query.Length > 1 ? page.Query + "&" : "?";
        return $"{page.GetLeftPart(UriPartial.Path)}{query}from=sdk&source=collabbot&tp=sdk&name={Uri.EscapeDataString(name)}&addons={code}";
    }

    private async Task<T?> PostAsync<T>(string baseUrl, CancellationToken cancel, params (string Name, string Value)[] form)
        where T : class
    {
        try
        {
            using var client = http.CreateClient(CredentialCheck.Client);
            using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            // What is not decided yet comes with HTTP 400: the body tells
            using var response = await client.PostAsync(new Uri(new Uri(Accounts(baseUrl)), Path), content, cancel);
            return JsonSerializer.Deserialize<T>(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancel)), FeishuJson.Options);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // A broken poll is asked again; a begin without an answer has no code
            return null;
        }
    }

    private sealed record Begun(string? DeviceCode, string? VerificationUriComplete, int? Interval, int? ExpiresIn);

    private sealed record Polled(string? ClientId, string? ClientSecret, RegisteredBy? UserInfo, string? Error);

    private sealed record RegisteredBy(string? OpenId, string? TenantBrand);
}
