using CollabBot.Connect;
using CollabBot.Web.Forms;
using CollabBot.Web.Wiki;

namespace CollabBot.Web;

/// <summary>What every page of the service needs: components, an encoder that leaves Chinese readable, and the wiki viewer's parts.</summary>
internal static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(PageEncoder.Html);
        services.AddSingleton<WikiReader>();
        services.AddSingleton<FormDesk>();
        services.AddSingleton<ServiceRestart>();
        services.AddSingleton<ConnectDesk>();
        return services;
    }
}
