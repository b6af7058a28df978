using System.Security.Cryptography;
using System.Text;
using CollabBot.Core;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>Tells DingTalk, once a start and before the first card, where presses go that come by HTTP. Over the stream there is nothing to tell. https://open.dingtalk.com/document/development/register-card-callback-address</summary>
internal sealed class CardRoutes(ICardApi api, AppCalls calls, IOptions<DingTalkOptions> options, IOptions<WebOptions> web) : IDisposable
{
    /// <summary>The name of the address.</summary>
    public const string Key = "collabbot";

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile bool known;

    /// <summary>What presses are signed with. Made from the app's secret: one thing less to keep, and whoever has the one could have the other.</summary>
    public static string Secret(string clientSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(clientSecret), Encoding.UTF8.GetBytes("collabbot card callbacks")))[..32];

    /// <summary>Null when presses will find their way.</summary>
    public async Task<DingTalkFailure?> ProblemAsync(CancellationToken cancel)
    {
        if (known || !options.Value.PressesByHttp)
            return null;
        await gate.WaitAsync(cancel);
        try
        {
            return known ? null : await RegisterAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<DingTalkFailure?> RegisterAsync(CancellationToken cancel)
    {
        // Without force an address of earlier would stay
        var route = new CardRoute(Key, web.Value.PublicUrl.Trim().TrimEnd('/') + DingTalkCardWebhook.Door, Secret(options.Value.ClientSecret), ForceUpdate: true);
        var result = await calls.RunAsync("card/callbacks", token => api.RegisterAsync(token, route, cancel), cancel);
        known = result.Failure is null;
        // No card went out either way
        return result.Failure is { } failure ? failure with { Unsure = false } : null;
    }
}
