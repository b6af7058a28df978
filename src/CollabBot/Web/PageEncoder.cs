using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CollabBot.Web;

/// <summary>Encodes for HTML but leaves letters of every script as they are: pages stay small and readable in their source.</summary>
internal static class PageEncoder
{
    public static HtmlEncoder Html { get; } = HtmlEncoder.Create(UnicodeRanges.All);
}
