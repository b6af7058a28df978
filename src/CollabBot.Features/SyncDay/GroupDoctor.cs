using System.Globalization;
using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.SyncDay;

/// <summary>Red while the sync day would be posted to a group that the bot was put out of.</summary>
internal sealed class GroupDoctor(IDocumentStore store, IOptions<SyncDayOptions> options, IOptions<TeamOptions> team, TeamClock clock, Phrasebook phrases) : IDoctorCheck
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel)
    {
        if (options.Value.Place is not { } place)
            return [];
        await using var work = store.Begin();
        if (await work.FindAsync<GroupChat>(place.ToString(), cancel) is not { LostAt: { } lost } group)
            return [];
        var locale = team.Value.Locale;
        var since = clock.Local(lost).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return [new Finding(phrases.Say("sync.doctor.group", locale), false, phrases.Say("sync.doctor.group.lost", locale, ("group", group.Title), ("since", since)))];
    }
}
