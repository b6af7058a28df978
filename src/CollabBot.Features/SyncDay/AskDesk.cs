using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.SyncDay;

/// <summary>Opens, answers and takes back requests for support, and tells whom it concerns.</summary>
internal static class AskDesk
{
    private const int Longest = 1000;

    /// <summary>A new request; the asked department's head is told directly.</summary>
    public static async Task<SupportAsk> OpenAsync(string text, string? from, string? to, Turn turn, CancellationToken cancel)
    {
        if (text.Length > Longest)
            throw new RuleException("sync.too-long", ("limit", Longest));
        var ask = new SupportAsk
        {
            Id = await turn.NextIdAsync("Q", cancel),
            Text = text.Trim(),
            FromDepartmentId = from,
            ToDepartmentId = to,
            AskedBy = turn.Actor.Id,
            AskedAt = turn.Now,
        };
        turn.Work.Save(ask);
        if (turn.Roster.Department(to) is { } department && turn.Roster.LeaderOf(department) is { } leader && leader.Id != turn.Actor.Id)
            turn.Tell(leader, new AskCard(ask));
        return ask;
    }

    /// <summary>The answer; who asked is told directly.</summary>
    public static SupportAsk Answer(SupportAsk ask, string answer, Turn turn)
    {
        var answered = ask with { State = AskState.Answered, Answer = answer.Trim(), AnsweredBy = turn.Actor.Id, AnsweredAt = turn.Now };
        turn.Work.Save(answered);
        if (ask.AskedBy != turn.Actor.Id)
            turn.Tell(turn.Roster.Person(ask.AskedBy), new AskCard(answered));
        return answered;
    }

    /// <summary>Makes a department's open requests the given lines: equal ones stay, new ones are opened, missing ones taken back.</summary>
    public static async Task KeepAsync(string? lines, Department department, Turn turn, CancellationToken cancel)
    {
        var wanted = Lines(lines);
        var open = await turn.Work.ListAsync(SupportAsks.UnansweredOf(department.Id), cancel);
        foreach (var gone in open.Where(a => !wanted.Contains(a.Text, StringComparer.Ordinal)))
        {
            var withdrawn = gone with { State = AskState.Withdrawn };
            turn.Work.Save(withdrawn);
            turn.Refresh(new AskCard(withdrawn));
        }

        foreach (var line in wanted.Where(w => open.All(a => a.Text != w)))
            await OpenAsync(line, department.Id, Asked(line, department, turn.Roster)?.Id, turn, cancel);
    }

    /// <summary>One request per line; bullets and empty lines say nothing.</summary>
    public static IReadOnlyList<string> Lines(string? text) =>
    [
        .. (text ?? "").Split(['\n', ';', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().TrimStart('-', '*', '·', '•').Trim())
            .Where(line => line.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Take(10),
    ];

    // The longest name first, so that 产品研发部 is not taken for 产品部
    private static Department? Asked(string line, Department from, Roster roster) => roster.Departments
        .Where(d => d.Id != from.Id)
        .SelectMany(d => d.Aliases.Prepend(d.Name).Select(name => (d, name)))
        .Where(pair => line.Contains(pair.name, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(pair => pair.name.Length)
        .Select(pair => pair.d)
        .FirstOrDefault();
}
