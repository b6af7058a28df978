namespace CollabBot.Core.Docs;

/// <summary>Which link targets a document may hold.</summary>
internal static class LinkTarget
{
    public const string Command = "cmd:";
    public const string Person = "person:";
    public const string Page = "page:";

    /// <summary>True for http, https and pages of the wiki: everything else is shown as plain words.</summary>
    public static bool IsAllowed(string target) =>
        (target.StartsWith(Page, StringComparison.Ordinal) && target.Length > Page.Length)
        || (Uri.TryCreate(target, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));

    /// <summary>A target or command line on one line.</summary>
    public static string OneLine(string text) => StandIns.Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim();
}
