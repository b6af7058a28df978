using CollabBot.Core.Doctor;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>Green when the platform gave a token for the id and the secret.</summary>
internal sealed class CredentialsLight(IFeishuAuthApi api, IOptions<FeishuOptions> options, FeishuConsole console) : ILight
{
    public string Key => "credentials";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        // Not the kept token: the secret may have been changed since
        var credentials = new AppCredentials(options.Value.AppId, options.Value.AppSecret);
        var result = await FeishuCall.RunAsync(c => api.TenantTokenAsync(credentials, c), cancel);
        if (result.Failure is { Code: 0 } silent)
            return LightState.Red("silent", console.Credentials, ("host", options.Value.BaseUrl), FeishuLights.Reason(silent));
        return result.Failure is { } failure
            ? LightState.Red("bad", console.Credentials, FeishuLights.Reason(failure))
            : LightState.Green("ok", ("app", options.Value.AppId));
    }
}
