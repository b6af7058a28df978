using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.Calendar;

/// <summary>The slice's services.</summary>
public sealed class CalendarFeature : IFeature
{
    /// <inheritdoc/>
    public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<Countries>();
}
