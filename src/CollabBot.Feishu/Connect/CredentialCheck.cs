using System.Net.Http.Json;
using CollabBot.Core.Text;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Connect;

/// <summary>Tries an id and a secret before they are kept: one call for a token, the same as the service makes.</summary>
public sealed class CredentialCheck(IHttpClientFactory http)
{
    /// <summary>The client's name; the address comes with the credentials.</summary>
    internal const string Client = "feishu-connect";

    /// <summary>What is wrong, or null when the platform accepts them.</summary>
    public async Task<Phrase?> FindProblemAsync(FeishuCredentials given, CancellationToken cancel)
    {
        if (!given.AppId.StartsWith("cli_", StringComparison.Ordinal) || !IsPlain(given.AppId))
            return new Phrase("connect.feishu.bad-id");
        if (!IsPlain(given.AppSecret))
            return new Phrase("connect.feishu.bad-secret");
        try
        {
            using var client = http.CreateClient(Client);
            using var response = await client.PostAsJsonAsync(
                new Uri(new Uri(given.BaseUrl), "/open-apis/auth/v3/tenant_access_token/internal"), new AppCredentials(given.AppId, given.AppSecret), FeishuJson.Options, cancel);
            var answer = await response.Content.ReadFromJsonAsync<TenantToken>(FeishuJson.Options, cancel);
            return answer switch
            {
                { Code: 0, TenantAccessToken.Length: > 0 } => null,
                { Code: not 0 } refused => new Phrase("connect.feishu.refused", ("code", refused.Code), ("host", given.BaseUrl)),
                _ => new Phrase("connect.silent", ("host", given.BaseUrl)),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Phrase("connect.silent", ("host", given.BaseUrl));
        }
    }

    private static bool IsPlain(string text) => text.Length is > 4 and < 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
