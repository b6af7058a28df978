using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CollabBot.Core.Platforms;
using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>Why a call failed. <see cref="Reason"/> has the platform's code, words and log id, and nothing that we sent.</summary>
internal sealed record FeishuFailure(FailureKind Kind, int Code, string Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>What is wrong with a card, where the platform says so inside its words; otherwise the code itself.</summary>
    public int Cause { get; init; } = Code;

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>True when the call may have had its effect all the same.</summary>
    public bool Unsure { get; init; }

    /// <summary>The scopes whose absence is the reason, by their names; any one of them would do.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}

/// <summary>How a call ended: an answer with code 0, or a failure.</summary>
internal sealed record FeishuResult<T>(T? Answer, FeishuFailure? Failure)
    where T : class;

/// <summary>No token could be had; carries why through the HTTP pipeline.</summary>
internal sealed class FeishuTokenException(FeishuFailure failure) : Exception(failure.Reason)
{
    public FeishuFailure Failure { get; } = failure;
}

/// <summary>Runs one call and reads its end, wherever the platform put it: status, code in a 200 body, headers, a broken connection.</summary>
internal static class FeishuCall
{
    public static async Task<FeishuResult<T>> RunAsync<T>(Func<CancellationToken, Task<IApiResponse<T>>> call, CancellationToken cancel)
        where T : class, IFeishuAnswer
    {
        try
        {
            using var response = await call(cancel);
            cancel.ThrowIfCancellationRequested();
            if (!response.IsReceived)
                return new FeishuResult<T>(null, Broken(response.Error));
            var answer = response.Content ?? Parse<T>(response.Error as ApiException);
            var status = (int)response.StatusCode!.Value;
            if (answer is { Code: 0 } && response.IsSuccessStatusCode)
                return new FeishuResult<T>(answer, null);
            var code = answer?.Code ?? 0;
            if (FeishuFailures.IsLocked(code, answer?.Msg))
                return new FeishuResult<T>(null, new FeishuFailure(FailureKind.Busy, code, "the card is being pressed", TimeSpan.FromSeconds(1)));
            return new FeishuResult<T>(null, new FeishuFailure(FeishuFailures.Classify(status, code), code, Reason(status, answer), RetryAfter(response.Headers))
            {
                Cause = FeishuFailures.Cause(code, answer?.Msg),
                Status = status,
                Unsure = status >= 500,
                Scopes = [.. (answer?.Error?.PermissionViolations ?? []).Select(v => v.Subject ?? v.Scope).OfType<string>()],
            });
        }
        catch (Exception exception) when (exception is ApiExceptionBase or HttpRequestException or FeishuTokenException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new FeishuResult<T>(null, Broken(exception));
        }
    }

    private static FeishuFailure Broken(Exception? exception)
    {
        // Nothing went out over a connection that was never made
        var unsure = true;
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is FeishuTokenException token)
                return token.Failure with { Unsure = false };
            if (inner is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                unsure = false;
        }

        return new FeishuFailure(FailureKind.Unreachable, 0, $"no answer: {exception?.GetBaseException().GetType().Name}") { Unsure = unsure };
    }

    private static T? Parse<T>(ApiException? error)
        where T : class
    {
        try
        {
            return error?.Content is { Length: > 0 } json ? JsonSerializer.Deserialize<T>(json, FeishuJson.Options) : null;
        }
        catch (JsonException)
        {
            // A gateway's HTML page: the status says all there is
            return null;
        }
    }

    private static string Reason(int status, IFeishuAnswer? answer)
    {
        if (answer is null)
            return string.Create(CultureInfo.InvariantCulture, $"HTTP {status} without a readable answer");
        var missing = answer.Error?.PermissionViolations?.Select(v => v.Subject ?? v.Scope) ?? answer.Error?.FieldViolations?.Select(v => v.Field);
        var details = missing is null ? "" : $" [{string.Join(", ", missing)}]";
        var log = answer.Error?.LogId is { } id ? $", log {id}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"HTTP {status}, code {answer.Code}: {Words(answer.Msg)}{details}{log}");
    }

    // A refused card is quoted after ErrorValue: that is what people wrote
    private static string Words(string? message)
    {
        var words = (message ?? "").ReplaceLineEndings(" ");
        var quoted = words.IndexOf("ErrorValue", StringComparison.Ordinal);
        words = quoted >= 0 ? words[..quoted].TrimEnd(' ', ';') : words;
        return words.Length > 200 ? words[..200] : words;
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders? headers)
    {
        if (headers is null)
            return null;
        if (headers.TryGetValues("x-ogw-ratelimit-reset", out var values) && int.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 86400)
            return TimeSpan.FromSeconds(Math.Max(1, seconds));
        return headers.RetryAfter?.Delta;
    }
}
