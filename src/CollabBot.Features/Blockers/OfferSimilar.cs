using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Blockers;

/// <summary>A blocker somebody was about to report, while they are asked whether it is one of those that are open already.</summary>
[Collection("blockerwishes")]
public sealed record BlockerWish : Document
{
    public required string PersonId { get; init; }

    public required string Text { get; init; }

    public string? OwnerId { get; init; }

    public string? OwnerDepartmentId { get; init; }

    public DateOnly? Due { get; init; }

    public Severity Severity { get; init; }

    public decimal? Amount { get; init; }

    public string? GoalId { get; init; }

    public string? Group { get; init; }

    /// <summary>The message that said so; null when it was a form.</summary>
    public string? MessageId { get; init; }

    /// <summary>What became of it.</summary>
    public string? BlockerId { get; init; }

    internal OpenBlocker Command(Roster roster) => new(
        new Rest(Text),
        OwnerId is not null || OwnerDepartmentId is not null ? new Assignee(roster.Person(OwnerId), OwnerId is null ? roster.Department(OwnerDepartmentId) : null) : null,
        Due is { } day ? new Due(day) : null,
        Severity,
        Amount is { } yuan ? new Money(yuan) : null,
        GoalId is { } goal ? new RecordRef(goal) : null);
}

/// <summary>Reports it all the same.</summary>
[Command("blocker anyway", Hidden = true)]
public sealed record OpenAnyway([Ref("N")] RecordRef Wish);

/// <summary>Asks whether it is one of these; nothing was reported yet.</summary>
public sealed record SimilarOffered(BlockerWish Wish, IReadOnlyList<BlockerLine> Lines) : View
{
    public string Id => Wish.Id;

    public string Title => Excerpt.FirstLine(Wish.Text, 60);
}

/// <summary>Looks for open blockers that speak of the same before there is another one.</summary>
internal sealed class SimilarDesk(LikeBlockers like)
{
    private const int Most = 3;

    /// <summary>What to ask first, or null when there is nothing like it.</summary>
    public async Task<SimilarOffered?> OfferAsync(OpenBlocker wish, string? group, string? messageId, Turn turn, CancellationToken cancel)
    {
        var lines = new List<BlockerLine>();
        foreach (var id in like.Open(wish.Text.Text, turn.Actor.Id, Most))
            if (await turn.Work.FindAsync<Blocker>(id, cancel) is { IsOnOwner: true } blocker)
                lines.Add(new BlockerLine(blocker, blocker.Acting(turn.Roster)?.Id, false));
        if (lines.Count == 0)
            return null;
        var kept = new BlockerWish
        {
            Id = await turn.NextIdAsync("N", cancel),
            PersonId = turn.Actor.Id,
            Text = wish.Text.Text.Trim(),
            OwnerId = wish.Owner?.Person?.Id,
            OwnerDepartmentId = wish.Owner?.Department?.Id,
            Due = wish.Due?.Day,
            Severity = wish.Severity,
            Amount = wish.Amount?.Amount,
            GoalId = wish.Goal?.Id,
            Group = group,
            MessageId = messageId,
        };
        turn.Work.Save(kept);
        return new SimilarOffered(kept, lines);
    }
}

internal sealed class OpenAnywayHandler(BlockerDesk desk, MessageSources sources) : IHandler<OpenAnyway>
{
    public async Task<Reply> HandleAsync(OpenAnyway command, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<BlockerWish>(command.Wish.Id, cancel) is not { } wish || wish.PersonId != turn.Actor.Id)
            throw new RuleException("blockers.no-wish");
        // Pressed twice: one wish, one blocker
        if (wish.BlockerId is { } made && await turn.Work.FindAsync<Blocker>(made, cancel) is { } before)
            return desk.Card(before, turn.Roster);
        var blocker = await turn.OpenBlockerAsync(wish.Command(turn.Roster), wish.Group, desk, cancel);
        if (wish.MessageId is { } said)
            blocker = sources.Follow(blocker, said, new BlockerSource { IsCommand = true }, turn);
        turn.Work.Save(wish with { BlockerId = blocker.Id });
        return turn.ShowOpened(blocker, desk);
    }
}
