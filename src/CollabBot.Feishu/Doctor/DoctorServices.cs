using CollabBot.Core.Doctor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>Adds the lights, in the order in which they are put right.</summary>
internal static class DoctorServices
{
    private const string Platform = Inbound.EventReader.Platform;

    public static void AddFeishuDoctor(this IServiceCollection services, IConfiguration configuration)
    {
        var wiki = configuration.GetSection("Wiki");
        services.AddSingleton(new TeamGroup(configuration["SyncDay:Group"]));
        services.AddSingleton(new WikiGround(wiki["Target"] == "Feishu", wiki["Feishu:SpaceId"] ?? "", wiki["Feishu:ParentNode"] ?? ""));
        services.AddSingleton(new AppOwner(configuration[AppOwner.Setting]));
        services.AddSingleton<FeishuConsole>();
        services.AddSingleton<AppReader>();
        services.AddLight<CredentialsLight>(Platform).AddLight<ConnectionLight>(Platform).AddLight<BotLight>(Platform).AddLight<EventLight>(Platform).AddLight<ButtonLight>(Platform);
        services.AddLight<ScopesLight>(Platform).AddLight<VersionLight>(Platform).AddLight<VisibleLight>(Platform).AddLight<GroupLight>(Platform).AddLight<WikiLight>(Platform);
        services.AddLightBoard<ProofBook, Proofs>(Platform, s => new Proofs { Id = s.GetRequiredService<IOptions<FeishuOptions>>().Value.AppId });
    }
}
