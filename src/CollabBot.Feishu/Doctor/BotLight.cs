using CollabBot.Core.Doctor;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Doctor;

/// <summary>Green when the app has a bot.</summary>
internal sealed class BotLight(IFeishuBotApi api, FeishuConsole console) : ILight
{
    // "app do not have bot", and the same as the message calls say it
    private static readonly HashSet<int> NoBot = [11205, 230006, 232025];

    public string Key => "bot";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(api.InfoAsync, cancel);
        if (result.Failure is { } failure)
            return NoBot.Contains(failure.Code) ? LightState.Red("off", console.Bot) : LightState.Red("bad", console.Bot, FeishuLights.Reason(failure));
        return result.Answer?.Bot is { OpenId.Length: > 0 } bot ? LightState.Green("ok", ("name", bot.AppName)) : LightState.Red("off", console.Bot);
    }
}
