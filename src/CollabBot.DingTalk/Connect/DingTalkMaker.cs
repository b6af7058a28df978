using CollabBot.Core.Connect;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Connect;

/// <summary>Has DingTalk make an app with a robot, once somebody scans a code with its client and confirms; whoever scans may choose a robot they have instead.</summary>
internal sealed class DingTalkMaker(IRegistrationApi api, IOptions<DingTalkOptions> options, Pulse pulse) : IAppMaker
{
    // DingTalk's own client goes on asking for a while after a refusal: it may be about an earlier try
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(20);

    public async Task<(WaitingCode? Code, Phrase? Problem)> BeginAsync(Func<string, string?> given, string name, CancellationToken cancel)
    {
        var init = await DingTalkAnswer.OfAsync(() => api.InitAsync(new RegistrationSource(options.Value.RegistrationSource), cancel), cancel);
        if (DingTalkFailures.Classify(init) is not null || init.Json?.Id("nonce") is not { } nonce)
            return NoCode();
        var begun = await DingTalkAnswer.OfAsync(() => api.BeginAsync(new RegistrationNonce(nonce), cancel), cancel);
        if (DingTalkFailures.Classify(begun) is not null || begun.Json?.Id("device_code") is not { } device || Page(begun.Json?.Id("verification_uri_complete")) is not { } page)
            return NoCode();
        var until = pulse.Time.GetUtcNow().AddSeconds(Math.Clamp(begun.Json?.Number("expires_in") ?? 600, 30, 7200));
        return (new DingTalkCode(page, until, device, TimeSpan.FromSeconds(Math.Clamp(begun.Json?.Number("interval") ?? 3, 1, 60))), null);
    }

    public async Task<MadeApp> WaitAsync(WaitingCode code, CancellationToken cancel)
    {
        var waiting = (DingTalkCode)code;
        for (DateTimeOffset? refused = null; pulse.Time.GetUtcNow() < code.Until;)
        {
            await Task.Delay(waiting.Interval, pulse.Time, cancel);
            var answer = await DingTalkAnswer.OfAsync(() => api.PollAsync(new RegistrationDevice(waiting.Device), cancel), cancel);
            // A poll that failed is asked again
            var status = DingTalkFailures.Classify(answer) is null ? answer.Json?.Id("status")?.ToUpperInvariant() : null;
            if (status == "SUCCESS" && answer.Json?.Id("client_id") is { } id && answer.Json?.Id("client_secret") is { } secret)
                return new MadeApp(DingTalkWay.Settings(id, secret, null), null);
            refused = status is "FAIL" or "EXPIRED" ? refused ?? pulse.Time.GetUtcNow() : null;
            if (pulse.Time.GetUtcNow() - refused >= Doubt)
                return new MadeApp(null, new Phrase(status == "FAIL" ? "connect.dingtalk.denied" : "connect.dingtalk.expired"));
        }

        return new MadeApp(null, new Phrase("connect.dingtalk.expired"));
    }

    // The page is opened by people: only an address of the web, and never a plain one where the platform is not
    private string? Page(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var page) && (page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && options.Value.OapiBaseUrl.StartsWith("http:", StringComparison.Ordinal)))
            ? page.AbsoluteUri
            : null;

    private (WaitingCode?, Phrase?) NoCode() => (null, new Phrase("connect.dingtalk.no-code", ("host", options.Value.OapiBaseUrl)));

    private sealed record DingTalkCode(string Url, DateTimeOffset Until, string Device, TimeSpan Interval) : WaitingCode(Url, Url, Until);
}
