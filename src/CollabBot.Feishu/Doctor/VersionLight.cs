using CollabBot.Core.Doctor;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Doctor;

/// <summary>Green when a version is released and the company has it switched on.</summary>
internal sealed class VersionLight(IFeishuBotApi bot, AppReader reader, ProofBook book, FeishuConsole console, Pulse pulse) : ILight
{
    // https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info
    private const int Fresh = 0;
    private const int On = 2;
    private const int Installed = 3;
    private const int Upgrading = 4;

    public string Key => "version";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(bot.InfoAsync, cancel);
        if (result.Failure is { } failure)
            return LightState.Red("bad", console.Version, FeishuLights.Reason(failure));
        var app = await reader.AppAsync(cancel);
        if (app?.OnlineVersionId is { Length: > 0 } version)
            book.Version(version, pulse.Time.GetUtcNow());
        return result.Answer?.Bot?.ActivateStatus switch
        {
            On when app is { OnlineVersionId: null or "" } => LightState.Red("none", console.Version),
            On when app is { UnauditVersionId.Length: > 0 } => LightState.Amber("waiting", console.Version),
            On => LightState.Green("ok"),
            Fresh or Installed or null => LightState.Red("none", console.Version),
            Upgrading => LightState.Red("waiting", console.Version),
            _ => LightState.Red("off", console.Version),
        };
    }
}
