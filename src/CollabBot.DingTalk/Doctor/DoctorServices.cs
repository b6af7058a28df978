using CollabBot.Core.Doctor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Adds the lights, in the order in which they are put right.</summary>
internal static class DoctorServices
{
    private const string Platform = DingTalkModule.Platform;

    public static void AddDingTalkDoctor(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new TeamGroup(configuration["SyncDay:Group"]));
        services.AddSingleton<DingTalkConsole>().AddSingleton<PressWords>();
        services.AddLight<CredentialsLight>(Platform).AddLight<StreamLight>(Platform).AddLight<AddressLight>(Platform).AddLight<RobotLight>(Platform).AddLight<MessageLight>(Platform);
        services.AddLight<VersionLight>(Platform).AddLight<ButtonLight>(Platform).AddLight<EventsLight>(Platform).AddLight<DirectoryLight>(Platform).AddLight<VisibleLight>(Platform);
        services.AddLight<GroupLight>(Platform).AddLight<GroupSendLight>(Platform).AddLight<QuotaLight>(Platform).AddLight<ToDoLight>(Platform);
        services.AddLightBoard<ProofBook, Proofs>(Platform, s => new Proofs { Id = s.GetRequiredService<IOptions<DingTalkOptions>>().Value.ClientId });
    }
}
