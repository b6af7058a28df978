using CollabBot.Core.Wiki;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Storage.Folder;

/// <summary>Adds the folder wiki.</summary>
public static class FolderServices
{
    /// <summary>Publishes pages as Markdown files below the directory.</summary>
    public static IServiceCollection AddFolderWiki(this IServiceCollection services, string directory) =>
        services.AddSingleton<IWiki>(_ => new FolderWiki(directory));
}
