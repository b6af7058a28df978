using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Doctor;

/// <summary>Puts a platform's lights together.</summary>
public static class LightServices
{
    /// <summary>One more light, in the order in which things are put right.</summary>
    public static IServiceCollection AddLight<T>(this IServiceCollection services, string platform)
        where T : class, ILight => services.AddKeyedSingleton<ILight, T>(platform);

    /// <summary>The board of the platform's lights, what keeps their proofs, and their part of doctor. <paramref name="fresh"/> is an empty book of the app in force.</summary>
    public static IServiceCollection AddLightBoard<TBook, TProofs>(this IServiceCollection services, string platform, Func<IServiceProvider, TProofs> fresh)
        where TBook : ProofBook<TProofs>
        where TProofs : Document
    {
        services.AddSingleton<TBook>();
        services.AddSingleton(s => new ProofKeeper<TProofs>(
            s.GetRequiredService<TBook>(), fresh(s), s.GetRequiredService<IDocumentStore>(), s.GetRequiredService<Pulse>(), s.GetRequiredService<ILogger<ProofKeeper<TProofs>>>()));
        services.AddHostedService(s => s.GetRequiredService<ProofKeeper<TProofs>>());
        services.AddSingleton(s => new LightBoard(
            platform, s.GetKeyedServices<ILight>(platform), s.GetRequiredService<TBook>(), s.GetRequiredService<ProofKeeper<TProofs>>(), s.GetRequiredService<Phrasebook>(), s.GetRequiredService<Pulse>()));
        return services.AddSingleton<IDoctorCheck>(s => new LightDoctor(s.LightsOf(platform)!, s.GetRequiredService<IOptions<TeamOptions>>()));
    }

    /// <summary>The platform's lights; null while it is not connected.</summary>
    public static LightBoard? LightsOf(this IServiceProvider services, string platform) => services.GetServices<LightBoard>().FirstOrDefault(b => b.Platform == platform);

    private sealed class LightDoctor(LightBoard board, IOptions<TeamOptions> team) : IDoctorCheck
    {
        public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel) => board.FindAsync(team.Value.Locale, cancel);
    }
}
