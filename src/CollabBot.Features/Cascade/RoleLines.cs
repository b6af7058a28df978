using CollabBot.Core.Chat;

namespace CollabBot.Features.Cascade;

/// <summary>One line per role, as a head writes them: <c>客服：首响超过 2 分钟，NPS 大约掉 0.3</c>.</summary>
internal static class RoleLines
{
    private const int MostLines = 20;
    private const int LongestRole = 20;
    private const int LongestLine = 200;
    private static readonly char[] Colons = [':', '：'];

    /// <summary>The lines in their order; a line without a role, a role twice, or too much of anything is refused with a way out.</summary>
    public static IReadOnlyList<RoleLine> Parse(string text)
    {
        var lines = text.Split(['\n', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(l => l.TrimStart('-', '*', '·', '•').Trim()).Where(l => l.Length > 0).Select(Line).ToList();
        if (lines.Count is 0 or > MostLines)
            throw new RuleException("cascade.lines-count", ("limit", MostLines));
        return lines.GroupBy(l => l.Role, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new RuleException("cascade.role-twice", ("role", twice.Key))
            : lines;
    }

    /// <summary>The lines as they were written.</summary>
    public static string Write(IEnumerable<RoleLine> lines) => string.Join('\n', lines.Select(l => $"{l.Role}：{l.Text}"));

    private static RoleLine Line(string text)
    {
        var colon = text.IndexOfAny(Colons);
        if (colon <= 0 || colon == text.Length - 1)
            throw new RuleException("cascade.line-without-role", ("line", text.Length > LongestRole ? text[..LongestRole] + "…" : text));
        var line = new RoleLine(text[..colon].Trim(), text[(colon + 1)..].Trim());
        return line.Role.Length > LongestRole || line.Text.Length > LongestLine
            ? throw new RuleException("cascade.line-too-long", ("role", LongestRole), ("limit", LongestLine))
            : line;
    }
}
