namespace CollabBot.Web.Connect;

/// <summary>Refuses a post that a page of another site made: browsers say where a post comes from, and nothing a page does can change that.</summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method) || IsOurs(context.HttpContext.Request)
            ? await next(context)
            : Results.Text("This answers only to its own page.", statusCode: StatusCodes.Status403Forbidden);

    private static bool IsOurs(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
