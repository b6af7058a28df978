using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.Blockers;

/// <summary>What the slice needs beside its commands.</summary>
public sealed class BlockersFeature : IFeature
{
    /// <inheritdoc/>
    public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<MessageSources>();
}
