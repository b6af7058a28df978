using CollabBot.Core.Features;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Feishu.Doctor;

/// <summary>Adds the lights, in the order in which they are put right.</summary>
internal static class DoctorServices
{
    public static void AddFeishuDoctor(this IServiceCollection services, IConfiguration configuration)
    {
        var wiki = configuration.GetSection("Wiki");
        services.AddSingleton(new TeamGroup(configuration["SyncDay:Group"]));
        services.AddSingleton(new WikiGround(wiki["Target"] == "Feishu", wiki["Feishu:SpaceId"] ?? "", wiki["Feishu:ParentNode"] ?? ""));
        services.AddSingleton<ProofBook>();
        services.AddSingleton<ProofKeeper>();
        services.AddHostedService(s => s.GetRequiredService<ProofKeeper>());
        services.AddSingleton<FeishuConsole>();
        services.AddSingleton<AppReader>();
        services.AddSingleton<ILight, CredentialsLight>();
        services.AddSingleton<ILight, ConnectionLight>();
        services.AddSingleton<ILight, BotLight>();
        services.AddSingleton<ILight, EventLight>();
        services.AddSingleton<ILight, ButtonLight>();
        services.AddSingleton<ILight, ScopesLight>();
        services.AddSingleton<ILight, VersionLight>();
        services.AddSingleton<ILight, VisibleLight>();
        services.AddSingleton<ILight, GroupLight>();
        services.AddSingleton<ILight, WikiLight>();
        services.AddSingleton(s => new FeishuLights(
            s.GetServices<ILight>(), s.GetRequiredService<ProofBook>(), s.GetRequiredService<ProofKeeper>(), s.GetRequiredService<Phrasebook>(), s.GetRequiredService<Pulse>(),
            configuration["Connect:FeishuOwner"]));
        services.AddSingleton<IDoctorCheck, FeishuDoctor>();
    }
}
