using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Core.Delivery;

/// <summary>Tells the stewards, at most once a day per matter, what only a person can put right.</summary>
public sealed class StewardNotices(IEnvelopeQueue queue, RosterSource rosters, PlatformRegistry platforms, Phrasebook phrases, TeamClock clock)
{
    /// <summary>A group can no longer be reached.</summary>
    public Task PlaceIsGoneAsync(Place place, CancellationToken cancel) =>
        TellAsync($"gone:{place}", place.Platform, platforms, new Phrase("core.place-gone", ("place", place.ToString())), cancel);

    /// <summary>A platform denies us; told where another platform still reaches a steward.</summary>
    public Task PlatformIsPausedAsync(string platform, string reason, CancellationToken cancel)
    {
        var others = new PlatformRegistry(platforms.All.Where(p => p.Name != platform));
        return TellAsync($"paused:{platform}", platform, others, new Phrase("core.platform-paused", ("platform", platform), ("reason", reason)), cancel);
    }

    /// <summary>Another instance is connected to the platform under our app and takes a part of what people say.</summary>
    public Task SomebodyElseListensAsync(string platform, int connections, CancellationToken cancel) =>
        TellAsync($"twice:{platform}", platform, platforms, new Phrase("core.somebody-else-listens", ("platform", platform), ("count", connections)), cancel);

    private async Task TellAsync(string matter, string preferredPlatform, PlatformRegistry reachable, Phrase phrase, CancellationToken cancel)
    {
        var roster = await rosters.CurrentAsync(cancel);
        foreach (var steward in roster.People.Where(p => !p.Left && roster.Has(p, Role.Steward)))
        {
            if (Addresses.Of(steward, preferredPlatform, reachable) is not { } address)
                continue;
            var locale = steward.Locale ?? "zh-CN";
            var post = new Post(address.Platform, Card.Line(phrases.Say(phrase, locale)), locale) { Place = address.Place, Recipient = address.Recipient };
            var key = LedgerChain.Sha256($"{matter}:{steward.Id}:{clock.Today:O}")[..32];
            await queue.PutAsync(new Envelope(key, QueueName.Outbox, address.Lane, Post.Kind, JsonSerializer.Serialize(post, DocumentJson.Options), clock.Now), [], cancel);
        }
    }
}
