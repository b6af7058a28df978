namespace CollabBot.Web.Wiki;

/// <summary>Where a wiki page is read in the browser.</summary>
internal static class WikiAddress
{
    public static string Of(string path, string locale) => $"/wiki/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}?lang={locale}";
}
