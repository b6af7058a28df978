namespace CollabBot.Simulators.Feishu.Door;

/// <summary>What every call passes before anybody answers it, in the platform's order: address, method, body, token, the app's state, its scopes, its pace.</summary>
internal sealed class FrontDoor(IReadOnlyList<Route> routes, TokenDesk tokens, AppDesk app, RateDesk rates)
{
    public FeishuReply Answer(HttpRequest http, byte[] bytes)
    {
        var path = http.Path.Value ?? "";
        var found = routes.Select(r => (Route: r, At: r.Match(path))).Where(f => f.At is not null).ToList();
        if (found.Count == 0)
            return FeishuReply.Fail(99991201, "path not found", 404);
        if (found.Find(f => f.Route.Method == http.Method) is not { Route: { } route, At: { } at })
            return FeishuReply.Fail(99991301, "http method not allowed", 405);
        if (route.TakesForms)
            return route.Answer(new SimRequest(http, bytes, [], at));
        var reads = SimRequest.TryRead(bytes, out var body);
        if (!reads || (http.Method is not ("GET" or "DELETE") && http.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true))
            return FeishuReply.Fail(9499, "Bad Request");
        if (!route.Open && (tokens.Check(http.Headers.Authorization) ?? app.Check(route.Scopes)) is { } refused)
            return refused;
        return rates.Check(route) ?? route.Answer(new SimRequest(http, bytes, body, at));
    }
}
