using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Api;

/// <summary>A token, or why there is none.</summary>
internal sealed record TokenResult(string? Token, DingTalkFailure? Failure);

/// <summary>The app's token, fetched by one caller for all and renewed five minutes early.</summary>
internal sealed class DingTalkTokens(ITokenApi api, IOptions<DingTalkOptions> options, Pulse pulse) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Held? held;

    public async Task<TokenResult> GetAsync(CancellationToken cancel)
    {
        if (Fresh() is { } fresh)
            return fresh;
        await gate.WaitAsync(cancel);
        try
        {
            return Fresh() ?? await FetchAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets a token the platform refused, unless it was replaced meanwhile.</summary>
    public void Drop(string token)
    {
        if (held is { } current && current.Token == token)
            held = null;
    }

    public void Dispose() => gate.Dispose();

    private TokenResult? Fresh() => held is { } current && pulse.Time.GetUtcNow() < current.Until ? new TokenResult(current.Token, null) : null;

    private async Task<TokenResult> FetchAsync(CancellationToken cancel)
    {
        var request = new TokenRequest(options.Value.ClientId, options.Value.ClientSecret);
        var answer = await DingTalkAnswer.OfAsync(() => api.GetAsync(request, cancel), cancel);
        if (DingTalkFailures.Classify(answer) is { } failure)
            return new TokenResult(null, failure with { Unsure = false });
        if (answer.Json?.Id("accessToken") is not { } token)
            return new TokenResult(null, new DingTalkFailure(FailureKind.Unreachable, "", "the token answer holds no token"));
        var lifetime = TimeSpan.FromSeconds(answer.Json?.Number("expireIn") ?? 7200);
        held = new Held(token, pulse.Time.GetUtcNow() + (lifetime > 2 * Early ? lifetime - Early : lifetime / 2));
        return new TokenResult(token, null);
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}
