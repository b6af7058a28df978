using System.Net;
using Microsoft.Extensions.Options;

namespace CollabBot.Web;

/// <summary>
/// Lets only this machine's own browsers through. The playground lets everybody be everybody and the wiki viewer asks for no login, so neither may be reached from
/// elsewhere, through a reverse proxy, or by a foreign page that points its own name at 127.0.0.1.
/// </summary>
internal sealed class LocalOnly(bool allowAll) : IEndpointFilter
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!allowAll && !IsLocal(http))
            return Results.Text("This page answers only to a browser on the same machine.", statusCode: StatusCodes.Status403Forbidden);
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        return await next(context);
    }

    /// <summary>A connection from this machine that was addressed to this machine and not passed on by a proxy.</summary>
    public static bool IsLocal(HttpContext http)
    {
        var headers = http.Request.Headers;
        return (http.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
            && !headers.ContainsKey("Forwarded") && !headers.ContainsKey("X-Forwarded-For")
            && (http.Request.Host.Host is "localhost" or "[::1]"
                || (IPAddress.TryParse(http.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
    }
}

/// <summary>Reads the setting that opens the local pages to other machines.</summary>
internal static class RemoteAccess
{
    /// <summary><c>Playground:AllowRemote</c>: for a container, whose port is published to the host's loopback only.</summary>
    public static bool AllowsRemote(this IEndpointRouteBuilder app) => app.ServiceProvider.GetRequiredService<IOptions<PlaygroundOptions>>().Value.AllowRemote;
}
