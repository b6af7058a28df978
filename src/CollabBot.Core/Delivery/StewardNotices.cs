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
    public async Task PlaceIsGoneAsync(Place place, CancellationToken cancel)
    {
        var roster = await rosters.CurrentAsync(cancel);
        foreach (var steward in roster.People.Where(p => !p.Left && roster.Has(p, Role.Steward)))
        {
            if (Addresses.Of(steward, place.Platform, platforms) is not { } address)
                continue;
            var locale = steward.Locale ?? "zh-CN";
            var text = phrases.Say(new Phrase("core.place-gone", ("place", place.ToString())), locale);
            var post = new Post(address.Platform, Card.Line(text), locale) { Place = address.Place, Recipient = address.Recipient };
            var key = LedgerChain.Sha256($"gone:{place}:{steward.Id}:{clock.Today:O}")[..32];
            await queue.PutAsync(new Envelope(key, QueueName.Outbox, address.Lane, Post.Kind, JsonSerializer.Serialize(post, DocumentJson.Options), clock.Now), [], cancel);
        }
    }
}
