using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.Cascade;

public sealed class CascadeFeature : IFeature
{
    public static void Register(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<PlainWords>().AddSingleton<TranslationForms>().AddSingleton<SendSights>();
}
