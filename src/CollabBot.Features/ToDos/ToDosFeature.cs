using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.ToDos;

/// <summary>The service that the watch and the pass share. Whether it does anything is the team's setting <c>Team:ToDos</c>.</summary>
public sealed class ToDosFeature : IFeature
{
    public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<ToDoKeeper>();
}
