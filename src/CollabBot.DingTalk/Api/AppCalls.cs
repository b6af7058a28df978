using System.Text.Json;
using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>How a call ended: the answer's object, or a failure.</summary>
internal sealed record CallResult(JsonElement? Answer, DingTalkFailure? Failure);

/// <summary>Makes the app's own calls, to the new API and the old one alike: with a token, at the pace of the API, and once more with a fresh token when only that was wrong.</summary>
internal sealed class AppCalls(DingTalkTokens tokens, Pacer pacer)
{
    /// <summary><paramref name="api"/> names what is paced together; <paramref name="before"/> runs right before each request goes out.</summary>
    public async Task<CallResult> RunAsync(string api, Func<string, Task<ApiResponse<string>>> call, CancellationToken cancel, Func<Task>? before = null)
    {
        for (var tries = 0; ; tries++)
        {
            var (token, none) = await tokens.GetAsync(cancel);
            if (token is null)
                return new CallResult(null, none);
            await pacer.WaitAsync(api, cancel);
            if (before is not null)
                await before();
            var answer = await DingTalkAnswer.OfAsync(() => call(token), cancel);
            if (DingTalkFailures.Classify(answer) is not { } failure)
                return new CallResult(answer.Json, null);
            if (!failure.OfToken || tries > 0)
                return new CallResult(answer.Json, failure);
            tokens.Drop(token);
        }
    }
}
