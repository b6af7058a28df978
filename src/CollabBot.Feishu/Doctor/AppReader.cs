using CollabBot.Feishu.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>What the platform has on our app: which version is out and what it subscribes. Needs application:application:self_manage; without it nothing is known, which is no fault.</summary>
internal sealed class AppReader(IFeishuDoctorApi api, IOptions<FeishuOptions> options)
{
    /// <summary>Null where it may not be read.</summary>
    public async Task<AppDetails?> AppAsync(CancellationToken cancel) =>
        (await FeishuCall.RunAsync(c => api.AppAsync(options.Value.AppId, c), cancel)).Answer?.Data?.App;

    /// <summary>True when the callback is surely not subscribed.</summary>
    public async Task<bool> LacksCallbackAsync(string name, CancellationToken cancel) =>
        (await AppAsync(cancel))?.CallbackInfo is { } info && info.SubscribedCallbacks?.Contains(name, StringComparer.Ordinal) != true;

    /// <summary>True when the released version surely does not subscribe the event.</summary>
    public async Task<bool> LacksEventAsync(string name, CancellationToken cancel)
    {
        if ((await AppAsync(cancel))?.OnlineVersionId is not { Length: > 0 } version)
            return false;
        var details = (await FeishuCall.RunAsync(c => api.VersionAsync(options.Value.AppId, version, c), cancel)).Answer?.Data?.AppVersion;
        return details?.EventInfos is { } events && events.All(e => e.EventType != name);
    }
}
