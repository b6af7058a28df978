using CollabBot.Core;
using CollabBot.Core.Features;
using CollabBot.Core.Text;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu;

/// <summary>Looks whether the app has a bot that is switched on, and whether events can reach us.</summary>
internal sealed class FeishuDoctor(IFeishuBotApi bot, IServiceProvider services, IOptions<FeishuOptions> options, IOptions<TeamOptions> team, Phrasebook phrasebook) : IDoctorCheck
{
    // "Enabled" in the console, and published
    private const int Active = 2;

    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel) => [await BotAsync(cancel), await WayInAsync(cancel)];

    private async Task<Finding> BotAsync(CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(bot.InfoAsync, cancel);
        if (result.Failure is { } failure)
            return Light("feishu.doctor.bot", "bad", ("reason", failure.Reason));
        var found = result.Answer?.Bot;
        return found is { ActivateStatus: Active, OpenId.Length: > 0 }
            ? Light("feishu.doctor.bot", "ok", ("name", found.AppName))
            : Light("feishu.doctor.bot", "off");
    }

    private async Task<Finding> WayInAsync(CancellationToken cancel)
    {
        if (services.GetService(typeof(IFeishuLinkApi)) is not IFeishuLinkApi link)
            return Light("feishu.doctor.webhook", "ok");
        var result = await FeishuCall.RunAsync(c => link.EndpointAsync(new LinkRequest(options.Value.AppId, options.Value.AppSecret), c), cancel);
        return result.Failure is { } failure ? Light("feishu.doctor.link", "bad", ("reason", failure.Reason)) : Light("feishu.doctor.link", "ok");
    }

    private Finding Light(string key, string outcome, params (string Name, object? Value)[] values)
    {
        var healthy = outcome == "ok";
        return new Finding(
            phrasebook.Say(key, team.Value.Locale),
            healthy,
            phrasebook.Say($"{key}.{outcome}", team.Value.Locale, values),
            healthy ? null : $"{options.Value.BaseUrl.TrimEnd('/')}/app/{options.Value.AppId}");
    }
}
