using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.Feedback;

/// <summary>The services behind feedback; the sealer's key must live as long as the process and no longer, so there is one.</summary>
public sealed class FeedbackFeature : IFeature
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Sealer>();
        services.AddSingleton<Whispers>();
        services.AddSingleton<Concreteness>();
    }
}
