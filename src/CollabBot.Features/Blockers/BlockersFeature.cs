using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.Blockers;

/// <summary>What the slice needs beside its commands.</summary>
public sealed class BlockersFeature : IFeature
{
    /// <inheritdoc/>
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MessageSources>().AddSingleton<BlockerDesk>().AddSingleton<Ladder>().AddSingleton<SimilarDesk>();
        services.AddSingleton<OpenBlockers>().AddSingleton<ISnapshot>(s => s.GetRequiredService<OpenBlockers>());
        services.AddSingleton<LikeBlockers>().AddSingleton<ISnapshot>(s => s.GetRequiredService<LikeBlockers>());
        services.AddSingleton(s => LadderMoments.Of(s.GetRequiredService<IDocumentStore>()));
        services.AddSingleton<ISnapshot>(s => s.GetRequiredService<Moments<ClimbLadder, Blocker>>());
        services.AddSingleton<IMoments>(s => s.GetRequiredService<Moments<ClimbLadder, Blocker>>());
    }
}
