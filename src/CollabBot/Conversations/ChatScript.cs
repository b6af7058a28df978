using System.Globalization;

namespace CollabBot.Conversations;

/// <summary>One step of a conversation file; exactly one of the nested cases. <see cref="Line"/> is its line as written.</summary>
internal abstract record ChatStep(string Line)
{
    /// <summary><c>李娜 in 战略项目群: 卡点 …</c>, <c>李娜 direct: 我的</c>; <c>\n</c> in the text is a line break.</summary>
    public sealed record Say(string Line, string Person, string? Group, string Text) : ChatStep(Line);

    /// <summary><c>张伟 presses 我来认领</c>: the newest button of that label the person can see.</summary>
    public sealed record Press(string Line, string Person, string Label) : ChatStep(Line);

    /// <summary><c>张伟 fills: how=回滚了; due=2026-11-30</c>: submits the newest form the person can see; other fields keep what they were prefilled with.</summary>
    public sealed record Fill(string Line, string Person, IReadOnlyDictionary<string, string> Fields) : ChatStep(Line);

    /// <summary><c>* 小林 joins 战略项目群</c>: something happens without words; <see cref="ChatHappening"/> lists what can. <see cref="Object"/> is the group or the words of a message.</summary>
    public sealed record Happen(string Line, string Person, string Verb, string Object) : ChatStep(Line);

    /// <summary><c>at 2026-11-23 09:30</c>: sets the team's clock, no schedule runs.</summary>
    public sealed record At(string Line, DateOnly Day, TimeOnly Time) : ChatStep(Line);

    /// <summary><c>advance to 2026-11-30 10:00</c>: moves the clock there through every schedule in between.</summary>
    public sealed record Advance(string Line, DateOnly Day, TimeOnly Time) : ChatStep(Line);

    /// <summary><c>restart</c>: stops the service and starts it on the same data.</summary>
    public sealed record Restart(string Line) : ChatStep(Line);
}

/// <summary>A conversation file: what people say, and indented below each line what the bot answered. <c>#</c> starts a comment line.</summary>
internal sealed record ChatScript(IReadOnlyList<ChatScript.Part> Parts)
{
    /// <summary>A step (null for comments and blank lines before the first) with the comment lines above it and the answers recorded below it.</summary>
    public sealed record Part(IReadOnlyList<string> Above, ChatStep? Step, IReadOnlyList<string> Answers);

    /// <summary>Reads a file; throws <see cref="FormatException"/> naming the line it cannot read.</summary>
    public static ChatScript Parse(string text)
    {
        var parts = new List<Part>();
        var above = new List<string>();
        var answers = new List<string>();
        ChatStep? step = null;
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            number++;
            if (step is not null && (line.StartsWith("    ", StringComparison.Ordinal) || (line.Length == 0 && answers.Count > 0)))
            {
                answers.Add(line.Length == 0 ? "" : line[4..]);
                continue;
            }

            if (line.Length == 0 || line.StartsWith('#'))
            {
                Flush();
                above.Add(line);
                continue;
            }

            Flush();
            step = Read(line) ?? throw new FormatException($"line {number}: cannot read '{line}'");
        }

        Flush();
        if (above.Count > 0)
            parts.Add(new Part([.. above], null, []));
        return new ChatScript(parts);

        void Flush()
        {
            if (step is null)
                return;
            var blanks = answers.Count - answers.FindLastIndex(a => a.Length > 0) - 1;
            parts.Add(new Part([.. above], step, [.. answers.SkipLast(blanks)]));
            above.Clear();
            above.AddRange(Enumerable.Repeat("", blanks));
            answers.Clear();
            step = null;
        }
    }

    private static ChatStep? Read(string line)
    {
        if (line == "restart")
            return new ChatStep.Restart(line);
        if (line.StartsWith("* ", StringComparison.Ordinal))
            return ChatHappening.Parse(line);
        if (Instant(line, "at ") is var (day, time))
            return new ChatStep.At(line, day, time);
        if (Instant(line, "advance to ") is var (toDay, toTime))
            return new ChatStep.Advance(line, toDay, toTime);

        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0)
            return null;
        var (person, rest) = (line[..space], line[(space + 1)..]);
        if (rest.StartsWith("presses ", StringComparison.Ordinal))
            return new ChatStep.Press(line, person, rest["presses ".Length..].Trim());
        var colon = rest.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            return null;
        var (how, text) = (rest[..colon], rest[(colon + 2)..].Replace("\\n", "\n", StringComparison.Ordinal));
        return how switch
        {
            "direct" => new ChatStep.Say(line, person, null, text),
            "fills" => new ChatStep.Fill(line, person, Fields(text)),
            _ when how.StartsWith("in ", StringComparison.Ordinal) => new ChatStep.Say(line, person, how[3..], text),
            _ => null,
        };
    }

    private static (DateOnly Day, TimeOnly Time)? Instant(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal)
        && DateTime.TryParseExact(line[prefix.Length..].Trim(), "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? (DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at))
            : null;

    private static Dictionary<string, string> Fields(string text) => text
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
