using CollabBot.Core.Doctor;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when the platform gave a token for the id and the secret.</summary>
internal sealed class CredentialsLight(ITokenApi api, IOptions<DingTalkOptions> options) : ILight
{
    public string Key => "credentials";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        // Not the kept token: the secret may have been changed since
        var credentials = new TokenRequest(options.Value.ClientId, options.Value.ClientSecret);
        var answer = await DingTalkAnswer.OfAsync(() => api.GetAsync(credentials, cancel), cancel);
        var failure = DingTalkFailures.Classify(answer);
        if (failure is { Kind: FailureKind.Unreachable } silent)
            return LightState.Red("silent", null, ("host", options.Value.ApiBaseUrl), DingTalkLights.Reason(silent));
        if (failure is not null)
            return LightState.Red("bad", DingTalkConsole.Apps, DingTalkLights.Reason(failure));
        return answer.Json?.Id("accessToken") is null ? LightState.Red("silent", null, ("host", options.Value.ApiBaseUrl), ("reason", "no token in the answer")) : LightState.Green("ok", ("app", options.Value.ClientId));
    }
}
