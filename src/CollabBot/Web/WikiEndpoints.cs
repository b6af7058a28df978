using CollabBot.Playground;
using CollabBot.Web.Wiki;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollabBot.Web;

/// <summary>The folder wiki in the browser, with or without the playground.</summary>
internal static class WikiEndpoints
{
    public static void MapWikiViewer(this IEndpointRouteBuilder app)
    {
        app.MapBrowserFiles();
        var hasPlayground = app.ServiceProvider.GetService<PlaygroundDoor>() is not null;
        app.MapGet("/wiki/{**path}", async (HttpRequest request, HttpResponse response, WikiReader reader, string? path, CancellationToken cancel) =>
        {
            if (!reader.IsOn)
                return Results.NotFound();
            var branches = WikiBranch.Of(await reader.PathsAsync(cancel));
            // The start page is the newcomer's, which sorts first
            path ??= branches is [{ IsPage: true } first, ..] ? first.Path : null;
            var page = path is null ? null : await reader.ReadAsync(path, cancel);
            if (page is null && path is not null)
                response.StatusCode = StatusCodes.Status404NotFound;
            response.Headers.CacheControl = "no-store";
            return new RazorComponentResult<WikiPageView>(new Dictionary<string, object?>
            {
                ["Locale"] = PageLocale.Of(request),
                ["Branches"] = branches,
                ["Path"] = path,
                ["Page"] = page,
                ["HasPlayground"] = hasPlayground,
            })
            {
                StatusCode = response.StatusCode,
                PreventStreamingRendering = true,
            };
        }).AddEndpointFilter(new LocalOnly(app.AllowsRemote()));
    }
}
