using CollabBot.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>The clock of the stage, for a simulator that is there before the stage is.</summary>
internal sealed class StageTime : TimeProvider
{
    private TimeProvider? stage;

    public void Follow(IServiceProvider services) => stage = services.GetRequiredService<AdjustableTime>();

    public override DateTimeOffset GetUtcNow() => stage?.GetUtcNow() ?? new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
}
