using CollabBot.Core.Platforms;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Api;

/// <summary>The app's tenant token, fetched once for all who wait, kept until shortly before it ends.</summary>
internal sealed class TenantTokens(IFeishuAuthApi api, IOptions<FeishuOptions> options, TimeProvider time) : IDisposable
{
    // Feishu hands out the same token until 30 minutes before its end
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(3);

    // A wrong secret fails every send: do not ask for each of them
    private static readonly TimeSpan RefusalHolds = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim gate = new(1, 1);
    private Held? held;
    private Refusal? refused;

    /// <summary>A token good for at least some minutes; <see cref="FeishuTokenException"/> when Feishu gives none.</summary>
    public async Task<string> GetAsync(CancellationToken cancel)
    {
        if (Fresh() is { } token)
            return token;
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

    /// <summary>Feishu refused this token: the next call fetches another, unless somebody did already.</summary>
    public void Forget(string token)
    {
        var now = Volatile.Read(ref held);
        if (now?.Token == token)
            Interlocked.CompareExchange(ref held, null, now);
    }

    public void Dispose() => gate.Dispose();

    private string? Fresh() => Volatile.Read(ref held) is { } now && time.GetUtcNow() < now.Until ? now.Token : null;

    private async Task<string> FetchAsync(CancellationToken cancel)
    {
        if (refused is { } last && time.GetUtcNow() < last.Until)
            throw new FeishuTokenException(last.Failure);
        var credentials = new AppCredentials(options.Value.AppId, options.Value.AppSecret);
        var result = await FeishuCall.RunAsync(c => api.TenantTokenAsync(credentials, c), cancel);
        var failure = result.Failure;
        if (failure is null && string.IsNullOrEmpty(result.Answer?.TenantAccessToken))
            failure = new FeishuFailure(FailureKind.Unreachable, 0, "the token answer has no token");
        if (failure is not null)
        {
            refused = failure.Kind == FailureKind.Denied ? new Refusal(failure, time.GetUtcNow() + RefusalHolds) : null;
            throw new FeishuTokenException(failure);
        }

        var life = TimeSpan.FromSeconds(Math.Max(0, result.Answer!.Expire));
        Volatile.Write(ref held, new Held(result.Answer.TenantAccessToken!, time.GetUtcNow() + (life > 2 * Margin ? life - Margin : life / 2)));
        return result.Answer.TenantAccessToken!;
    }

    private sealed record Held(string Token, DateTimeOffset Until);

    private sealed record Refusal(FeishuFailure Failure, DateTimeOffset Until);
}
