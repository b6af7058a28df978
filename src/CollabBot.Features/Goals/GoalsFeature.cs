using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.Goals;

public sealed class GoalsFeature : IFeature
{
    public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<GoalSigning>().AddSingleton<DependencyDesk>();
}
