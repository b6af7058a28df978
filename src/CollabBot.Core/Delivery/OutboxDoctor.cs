using System.Globalization;
using CollabBot.Core.Features;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Delivery;

/// <summary>One light: does everything flow out, or which platform is paused because it denies us.</summary>
public sealed class OutboxDoctor(IDocumentStore store, PlatformRegistry platforms, Phrasebook phrases, TeamClock clock, IOptions<TeamOptions> team) : IDoctorCheck
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        // One that was switched off meanwhile sends nothing and needs nothing
        var paused = (await work.ListAsync(PausedPlatform.All, cancel)).Where(p => platforms.Find(p.Id) is not null).ToList();
        var locale = team.Value.Locale;
        return paused.Count == 0 ? [new Finding(phrases.Say("doctor.outbox", locale), true, phrases.Say("doctor.outbox.ok", locale))] : [.. paused.Select(p => Light(p, locale))];
    }

    private Finding Light(PausedPlatform paused, string locale)
    {
        var since = clock.Local(paused.Since).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new Finding(phrases.Say("doctor.outbox", locale), false, phrases.Say("doctor.outbox.paused", locale, ("name", paused.Id), ("since", since), ("reason", paused.Reason)));
    }
}
