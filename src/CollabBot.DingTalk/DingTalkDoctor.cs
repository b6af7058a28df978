using CollabBot.Core;
using CollabBot.Core.Features;
using CollabBot.Core.Text;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound.Stream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk;

/// <summary>Looks whether the app's credentials are good and whether messages can reach us.</summary>
internal sealed class DingTalkDoctor(DingTalkTokens tokens, IServiceProvider services, IOptions<TeamOptions> team, Phrasebook phrasebook) : IDoctorCheck
{
    public const string Console = "https://open-dev.dingtalk.com";

    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel) => [await TokenAsync(cancel), await WayInAsync(cancel)];

    private async Task<Finding> TokenAsync(CancellationToken cancel) => Light("dingtalk.doctor.token", (await tokens.GetAsync(cancel)).Failure?.Reason);

    /// <summary>Asks for a ticket and lets it lapse: a connection would take messages away from the running service.</summary>
    private async Task<Finding> WayInAsync(CancellationToken cancel) => services.GetService<StreamDialer>() is { } dialer
        ? Light("dingtalk.doctor.stream", (await dialer.AskAsync(cancel)).Problem?.Reason)
        : Light("dingtalk.doctor.webhook", null);

    private Finding Light(string key, string? problem)
    {
        var locale = team.Value.Locale;
        return problem is null
            ? new Finding(phrasebook.Say(key, locale), true, phrasebook.Say($"{key}.ok", locale))
            : new Finding(phrasebook.Say(key, locale), false, phrasebook.Say($"{key}.bad", locale, ("reason", problem)), Console);
    }
}
