using CollabBot.Core.Chat;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Welcome;

/// <summary>What one person was told in the direct chat without having asked, so that it is not told again; by the person's id.</summary>
[Collection("greetings", Ledger = false)]
public sealed record Greeting : Document
{
    /// <summary>When the bot said hello; once for ever.</summary>
    public DateTimeOffset? HelloAt { get; init; }

    /// <summary>When it last said what it can read.</summary>
    public DateTimeOffset? WordsAskedAt { get; init; }
}

/// <summary>The hello in a direct chat.</summary>
public sealed record Hello : View;

/// <summary>Says that the bot reads words only.</summary>
public sealed record WordsPlease : View;

internal sealed class SayHello : IReaction<Happening.DirectChatOpened>
{
    public async Task ReactAsync(Happening.DirectChatOpened happened, Turn turn, CancellationToken cancel)
    {
        var greeting = await turn.Work.FindAsync<Greeting>(turn.Actor.Id, cancel) ?? new Greeting { Id = turn.Actor.Id };
        if (greeting.HelloAt is not null)
            return;
        turn.Work.Save(greeting with { HelloAt = turn.Now });
        turn.Tell(turn.Actor, new Hello());
    }
}

internal sealed class AskForWords : IReaction<Happening.WordlessMessage>
{
    // Ten pictures in a row are answered by one sentence
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    public async Task ReactAsync(Happening.WordlessMessage happened, Turn turn, CancellationToken cancel)
    {
        var greeting = await turn.Work.FindAsync<Greeting>(turn.Actor.Id, cancel) ?? new Greeting { Id = turn.Actor.Id };
        if (turn.Now - greeting.WordsAskedAt < Quiet)
            return;
        turn.Work.Save(greeting with { WordsAskedAt = turn.Now });
        turn.Tell(turn.Actor, new WordsPlease());
    }
}
