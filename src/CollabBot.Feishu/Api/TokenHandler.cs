using System.Net.Http.Headers;
using System.Text.Json;

namespace CollabBot.Feishu.Api;

/// <summary>Puts the token on each call; when Feishu says it is stale, fetches another and calls once more. Nothing else is repeated here.</summary>
internal sealed class TokenHandler(TenantTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var token = await tokens.GetAsync(cancellationToken);
        var response = await SendWithAsync(token, request, cancellationToken);
        if (!await IsStaleAsync(response, cancellationToken))
            return response;

        response.Dispose();
        tokens.Forget(token);
        return await SendWithAsync(await tokens.GetAsync(cancellationToken), request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendWithAsync(string token, HttpRequestMessage request, CancellationToken cancel)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancel);
    }

    // The refusal comes with 400, 401 or 200: only the code tells
    private static async Task<bool> IsStaleAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json" || response.Content.Headers.ContentLength > 1 << 20)
            return false;
        await response.Content.LoadIntoBufferAsync(cancel);
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            return body.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("code", out var code)
                && code.TryGetInt32(out var number)
                && FeishuFailures.StaleToken.Contains(number);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
