using System.Globalization;

namespace CollabBot.Features.Blockers;

/// <summary>Cuts text between what a reader sees as characters, so that no emoji or accent is torn.</summary>
internal static class Excerpt
{
    /// <summary>The first line that says something, cut to so many characters with an ellipsis.</summary>
    public static string FirstLine(string text, int limit)
    {
        var line = text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? "";
        return Of(line, limit);
    }

    /// <summary>The text, cut to so many characters with an ellipsis.</summary>
    public static string Of(string text, int limit)
    {
        // No text has more characters than code units: short ones, the rule, are not walked
        if (text.Length <= limit)
            return text;
        var end = 0;
        for (var count = 0; count < limit && end < text.Length; count++)
            end += StringInfo.GetNextTextElementLength(text, end);
        return end >= text.Length ? text : text[..end].TrimEnd() + "…";
    }
}
