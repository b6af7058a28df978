using System.Globalization;

namespace CollabBot.Features.SyncDay;

/// <summary>Makes words fit one line of a card without tearing an emoji or an accent apart.</summary>
internal static class Short
{
    /// <summary>The text on one line, at most so many characters, with an ellipsis when it was cut.</summary>
    public static string Line(string text, int limit = 120)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var info = new StringInfo(line);
        return info.LengthInTextElements <= limit ? line : info.SubstringByTextElements(0, limit).TrimEnd() + "…";
    }
}
