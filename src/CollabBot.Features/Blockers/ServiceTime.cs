using System.Text.Json.Serialization;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>An amount of working time as people agree on it: whole days, or minutes of a day.</summary>
public sealed record WorkSpan(int Days, int Minutes = 0)
{
    /// <summary>Its length where a day is as long as in this schedule.</summary>
    public TimeSpan In(WorkSchedule schedule) => (Days * schedule.PerDay) + TimeSpan.FromMinutes(Minutes);

    /// <summary>As people say it: 2 个工作日, 4 小时, 30 分钟.</summary>
    [JsonIgnore]
    public Phrase Said => Days == 1 ? new("blockers.span-day") : Days > 0 ? new("blockers.span-days", ("n", Days))
        : Minutes % 60 == 0 ? new("blockers.span-hours", ("n", Minutes / 60))
        : new("blockers.span-minutes", ("n", Minutes));
}

/// <summary>How long a blocker may wait for somebody to take it on, and for its solution.</summary>
public sealed record ServiceTime(WorkSpan Respond, WorkSpan Resolve)
{
    /// <summary>What holds where nobody agreed on anything else.</summary>
    public static ServiceTime Of(Severity severity) => severity switch
    {
        Severity.P0 => new(new(0, 30), new(1)),
        Severity.P1 => new(new(0, 240), new(3)),
        _ => new(new(1), new(10)),
    };
}
