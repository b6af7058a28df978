using CollabBot.Core.Storage;

namespace CollabBot.Playground;

/// <summary>What a restart must not forget: how far the clock is ahead of the wall's, and when the seeded story ended and the visitor's began.</summary>
[Collection("playgroundstate", Ledger = false)]
internal sealed record PlaygroundState : Document
{
    private const string OnlyId = "playground";

    public TimeSpan Ahead { get; init; }

    public DateTimeOffset StoryEndedAt { get; init; }

    public static async Task<PlaygroundState> OfAsync(IUnitOfWork work, CancellationToken cancel) =>
        await work.FindAsync<PlaygroundState>(OnlyId, cancel) ?? new PlaygroundState { Id = OnlyId };
}
