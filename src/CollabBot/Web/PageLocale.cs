namespace CollabBot.Web;

/// <summary>The language of a page: <c>?lang=</c>, else the browser's first choice of ours, else Chinese.</summary>
internal static class PageLocale
{
    public const string Chinese = "zh-CN";

    public const string English = "en";

    public static string Of(HttpRequest request) => request.Query["lang"].ToString() switch
    {
        English => English,
        Chinese => Chinese,
        _ => request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
                : l.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : null)
            .FirstOrDefault(l => l is not null) ?? Chinese,
    };
}
