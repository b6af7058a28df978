using System.Globalization;
using CollabBot.Core;
using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.Allowances;

/// <summary>Red while something a platform counts by the month is used up.</summary>
internal sealed class AllowanceDoctor(IDocumentStore store, TeamClock clock, Phrasebook phrases, IOptions<TeamOptions> team) : IDoctorCheck
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        var spent = await work.ListAsync(SpentAllowance.In(clock.Today.ToString("yyyy-MM", CultureInfo.InvariantCulture)), cancel);
        return [.. spent.Select(Light)];
    }

    private Finding Light(SpentAllowance spent)
    {
        var locale = team.Value.Locale;
        var since = clock.Local(spent.At).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        var key = spent.Allowance == Core.Chat.Allowance.Calls ? "allowances.doctor.calls" : "allowances.doctor.messages";
        return new Finding(phrases.Say("allowances.doctor", locale), false, phrases.Say(key, locale, ("platform", spent.Platform), ("since", since)));
    }
}
