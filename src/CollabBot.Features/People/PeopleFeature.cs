using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.People;

/// <summary>What the slice needs beside its commands.</summary>
public sealed class PeopleFeature : IFeature
{
    /// <inheritdoc/>
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DirectoryPass>();
        services.AddHostedService<DirectoryAtStart>();
    }
}
