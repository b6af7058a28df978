using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CollabBot.Web;

/// <summary>The browser's files (styles, scripts, vendored htmx), embedded in the program and served below <c>/assets</c> with a content hash, so that a browser keeps them until they change.</summary>
internal static class BrowserFiles
{
    private const string Prefix = "wwwroot/";

    private static readonly Dictionary<string, Asset> ByPath = typeof(BrowserFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    /// <summary>The address of a file, with its hash.</summary>
    public static string Address(string path) => $"/assets/{path}?v={ByPath[path].Hash}";

    /// <summary>Serves the files.</summary>
    public static void MapBrowserFiles(this IEndpointRouteBuilder app) => app.MapGet("/assets/{**path}", (string path, HttpContext http) =>
    {
        if (!ByPath.TryGetValue(path, out var asset))
            return Results.NotFound();
        http.Response.Headers.CacheControl = http.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue(new StringSegment($"\"{asset.Hash}\"")));
    });

    private static Asset Read(string name)
    {
        using var stream = typeof(BrowserFiles).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var content = copy.ToArray();
        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
        return new Asset(content, type, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private sealed record Asset(byte[] Content, string Type, string Hash);
}
