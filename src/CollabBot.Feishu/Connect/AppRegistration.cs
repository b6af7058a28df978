using System.Text;
using System.Text.Json;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Feishu.Connect;

/// <summary>The app to make; or, with <paramref name="AppId"/>, the one that is only to get the scopes, events and callbacks it lacks.</summary>
public sealed record WantedApp(string BaseUrl, string Name, string? AppId = null);

/// <summary>A registration that waits for somebody to scan <paramref name="Url"/>; <paramref name="ShortUrl"/> makes the same app with nothing filled in, for where a big code does not fit.</summary>
public sealed record PendingApp(string Url, string ShortUrl, DateTimeOffset Until, string BaseUrl)
{
    internal string DeviceCode { get; init; } = "";

    internal TimeSpan Interval { get; init; }
}

/// <summary>How a registration ended: an app and who made it, or why there is none.</summary>
public sealed record RegistrationEnd(FeishuCredentials? App, string? OwnerOpenId, Phrase? Problem);

/// <summary>
/// Creates an app, or gives an existing one what it lacks, by the official device flow (RFC 8628): <c>POST accounts.feishu.cn/oauth/v1/app/registration</c> with <c>action=begin</c>, then
/// <c>poll</c>, as larksuite/node-sdk (<c>scene/registration/index.ts</c>) and larksuite/cli (<c>internal/auth/app_registration.go</c>) do; it begins at Feishu for Lark as well. The page behind
/// the QR code takes our name, scopes, events and callbacks from the link (<c>addons.ts</c> there; <c>clientID</c> names the existing app), where the tenant has that switched on; it ignores them
/// otherwise, and doctor tells what is left to do.
/// </summary>
public sealed class AppRegistration(IHttpClientFactory http, Pulse pulse)
{
    private const string Path = "/oauth/v1/app/registration";
    private const string FeishuAccounts = "https://accounts.feishu.cn";
    private const string LarkAccounts = "https://accounts.larksuite.com";
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);

    /// <summary>Asks for a code to scan; null with the problem when the platform gives none.</summary>
    public async Task<(PendingApp? Pending, Phrase? Problem)> BeginAsync(WantedApp wanted, CancellationToken cancel)
    {
        var accounts = Accounts(wanted.BaseUrl);
        var begun = await PostAsync<Begun>(
            accounts, cancel, ("action", "begin"), ("archetype", "PersonalAgent"), ("auth_method", "client_secret"), ("request_user_info", "open_id tenant_brand"));
        if (begun is not { DeviceCode.Length: > 0, VerificationUriComplete.Length: > 0 } || !Uri.TryCreate(begun.VerificationUriComplete, UriKind.Absolute, out var page))
            return (null, new Phrase("connect.feishu.no-code", ("host", accounts)));
        return (new PendingApp(RegistrationLink.Full(page, wanted), RegistrationLink.Short(page, wanted), pulse.Time.GetUtcNow().AddSeconds(Math.Clamp(begun.ExpiresIn ?? 600, 30, 3600)), wanted.BaseUrl)
        {
            DeviceCode = begun.DeviceCode,
            Interval = TimeSpan.FromSeconds(Math.Clamp(begun.Interval ?? 5, 1, 60)),
        }, null);
    }

    /// <summary>Asks at the platform's pace until somebody decided or the code ran out.</summary>
    public async Task<RegistrationEnd> WaitAsync(PendingApp pending, CancellationToken cancel)
    {
        var (accounts, interval, brand) = (Accounts(pending.BaseUrl), pending.Interval, (string?)null);
        while (pulse.Time.GetUtcNow() < pending.Until)
        {
            await Task.Delay(interval, pulse.Time, cancel);
            var polled = await PostAsync<Polled>(accounts, cancel, ("action", "poll"), ("device_code", pending.DeviceCode));
            brand = polled?.UserInfo?.TenantBrand ?? brand;
            // The app belongs to the other platform: it is asked there, once
            if (brand == "lark" && accounts == FeishuAccounts)
            {
                accounts = LarkAccounts;
                polled = await PostAsync<Polled>(accounts, cancel, ("action", "poll"), ("device_code", pending.DeviceCode));
            }

            switch (polled)
            {
                case { ClientId.Length: > 0, ClientSecret.Length: > 0 }:
                    return new RegistrationEnd(new FeishuCredentials(polled.ClientId, polled.ClientSecret, Home(brand, pending.BaseUrl)), polled.UserInfo?.OpenId, null);
                case { Error: "slow_down" }:
                    interval += Slower;
                    break;
                case { Error: "access_denied" }:
                    return new RegistrationEnd(null, null, new Phrase("connect.feishu.denied"));
                case { Error: "expired_token" or "invalid_grant" }:
                    return new RegistrationEnd(null, null, new Phrase("connect.feishu.expired"));
                case { Error: { Length: > 0 } error } when error != "authorization_pending":
                    return new RegistrationEnd(null, null, new Phrase("connect.feishu.ended", ("error", Inbound.EventReader.Short(error))));
            }
        }

        return new RegistrationEnd(null, null, new Phrase("connect.feishu.expired"));
    }

    // Any other address is a test's, which is all hosts at once
    private static string Accounts(string baseUrl) => baseUrl is FeishuCredentials.FeishuUrl or FeishuCredentials.LarkUrl ? FeishuAccounts : baseUrl;

    private static string Home(string? brand, string chosen) => (chosen, brand) switch
    {
        (FeishuCredentials.FeishuUrl, "lark") => FeishuCredentials.LarkUrl,
        (FeishuCredentials.LarkUrl, "feishu") => FeishuCredentials.FeishuUrl,
        _ => chosen,
    };

    private async Task<T?> PostAsync<T>(string accounts, CancellationToken cancel, params (string Name, string Value)[] form)
        where T : class
    {
        try
        {
            using var client = http.CreateClient(CredentialCheck.Client);
            using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            // What is not decided yet comes with HTTP 400: the body tells
            using var response = await client.PostAsync(new Uri(new Uri(accounts), Path), content, cancel);
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
