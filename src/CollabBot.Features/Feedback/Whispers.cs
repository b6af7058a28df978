using CollabBot.Core;
using CollabBot.Core.Chat;

namespace CollabBot.Features.Feedback;

/// <summary>Words about somebody from at least five people, all at once and in no order.</summary>
public sealed record FeedbackBatch(string? AboutId, string? Project, IReadOnlyList<string> Texts, int Part, int Parts) : View;

/// <summary>Keeps anonymous words until at least five different people have spoken about the same target, then hands all of them over at once.</summary>
internal sealed class Whispers(Sealer sealer)
{
    /// <summary>How many different people it takes.</summary>
    public const int Least = 5;

    // In Chinese, three bytes each, this much fits a card of 30 KB
    private const int CharactersPerCard = 6000;

    /// <summary>Stages the words; stages the release when they complete a batch.</summary>
    public async Task AddAsync(FeedbackTarget target, string text, string week, Turn turn, CancellationToken cancel)
    {
        var round = await turn.Work.FindAsync<FeedbackRound>(target.Key, cancel) ?? new FeedbackRound { Id = target.Key };
        turn.Work.Save(new AnonymousFeedback { Id = Ids.New(), Target = target.Key, Round = round.Number, Text = text, Week = week });

        // Who receives the batch knows their own words: they must not help to single out somebody else's
        var receivers = target.Receivers(turn.Roster);
        if (receivers.All(r => r.Id != turn.Actor.Id))
            round = sealer.Count(round, turn.Actor.Id);
        if (round.Seals.Count >= Least && receivers.Count > 0)
            round = await ReleaseAsync(target, round, turn, cancel);
        turn.Work.Save(round);
    }

    private static async Task<FeedbackRound> ReleaseAsync(FeedbackTarget target, FeedbackRound round, Turn turn, CancellationToken cancel)
    {
        var batch = await turn.Work.ListAsync(AnonymousFeedbacks.Batch(target.Key, round.Number), cancel);
        var texts = batch.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => f.Text).ToList();
        var cards = Cards(texts);
        foreach (var receiver in target.Receivers(turn.Roster))
            for (var i = 0; i < cards.Count; i++)
                turn.Tell(receiver, new FeedbackBatch(target.PersonId ?? target.DepartmentId, target.Project, cards[i], i + 1, cards.Count));
        return round with { Number = round.Number + 1, Seals = [], Released = round.Released + texts.Count };
    }

    private static List<List<string>> Cards(IEnumerable<string> texts)
    {
        var cards = new List<List<string>>();
        var room = 0;
        foreach (var text in texts)
        {
            if (room < text.Length)
            {
                cards.Add([]);
                room = CharactersPerCard;
            }

            cards[^1].Add(text);
            room -= text.Length;
        }

        return cards;
    }
}
