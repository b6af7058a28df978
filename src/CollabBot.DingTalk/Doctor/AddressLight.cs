using CollabBot.Core;
using CollabBot.Core.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>In HTTP mode: green when DingTalk posted a callback here that it had signed.</summary>
internal sealed class AddressLight(ProofBook book, IOptions<DingTalkOptions> options, IOptions<WebOptions> web) : ILight
{
    public string Key => "address";

    public bool Applies => options.Value.Receive == ReceiveMode.Webhook;

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(Look(book.Now, web.Value.PublicUrl.TrimEnd('/')));

    private static LightState Look(Proofs proofs, string url)
    {
        if (proofs.Refused is { } refused && !(proofs.PostedAt > refused.At))
            return LightState.Red(refused.Code, DingTalkConsole.Apps, ("at", refused.At));
        if (proofs.PostedAt is { } at)
            return LightState.Green("ok", ("at", at));
        if (url.Length > 0 && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.IsLoopback || address.Scheme != Uri.UriSchemeHttps))
            return LightState.Red("private", null, ("url", url));
        return url.Length > 0 ? LightState.Amber("waiting", DingTalkConsole.Apps, ("url", url)) : LightState.Amber("unset", DingTalkConsole.Apps);
    }
}
