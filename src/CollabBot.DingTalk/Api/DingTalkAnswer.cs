using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>What came back from a call: status 0 when nothing did. Never holds what we sent.</summary>
internal sealed record DingTalkAnswer(int Status, string Body, TimeSpan? RetryAfter)
{
    /// <summary>Names in camelCase, no empty members, Chinese as it is: the size limits count bytes.</summary>
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>False when nothing can have gone out, because no connection was made.</summary>
    public bool WentOut { get; init; } = true;

    public JsonElement? Json => Inbound.Json.Object(System.Text.Encoding.UTF8.GetBytes(Body));

    /// <summary>Makes the call; only our own cancellation is thrown.</summary>
    public static async Task<DingTalkAnswer> OfAsync(Func<Task<ApiResponse<string>>> call, CancellationToken cancel)
    {
        try
        {
            using var response = await call();
            if (!response.IsReceived)
            {
                cancel.ThrowIfCancellationRequested();
                return Nothing(response.Error?.InnerException ?? response.Error);
            }

            var body = response.Content ?? (response.HasResponseError(out var error) ? error.Content : null) ?? "";
            return new DingTalkAnswer((int)response.StatusCode.Value, body, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception e) when (e is HttpRequestException or ApiExceptionBase || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return Nothing(e.InnerException ?? e);
        }
    }

    private static DingTalkAnswer Nothing(Exception? problem)
    {
        var wentOut = true;
        for (var inner = problem; inner is not null; inner = inner.InnerException)
            if (inner is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                wentOut = false;
        return new DingTalkAnswer(0, problem?.GetType().Name ?? "", null) { WentOut = wentOut };
    }
}
