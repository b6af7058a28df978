using System.Text.Json.Serialization;
using CollabBot.Core.Storage;

namespace CollabBot.Features.SyncDay;

/// <summary>Something the group decided (D-1). It is never edited; a mistake is withdrawn and stays readable.</summary>
[Collection("decisions", "group", "decidedAt")]
public sealed record Decision : Document
{
    /// <summary>What was decided.</summary>
    public required string Text { get; init; }

    /// <summary>Who wrote it down.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Where, as <c>platform:chatId</c>.</summary>
    public required string Group { get; init; }

    /// <summary>The ISO week it belongs to.</summary>
    public required string Week { get; init; }

    /// <summary>The goal it serves.</summary>
    public string? GoalId { get; init; }

    /// <summary>Who took it back.</summary>
    public string? WithdrawnBy { get; init; }

    /// <summary>What was decided, on one line.</summary>
    [JsonIgnore]
    public string Line => Short.Line(Text, 300);
}

/// <summary>Named questions about decisions.</summary>
public static class Decisions
{
    /// <summary>The newest decisions that stand.</summary>
    public static Query<Decision> Latest(int count) => Query<Decision>.All.Missing(d => d.WithdrawnBy).OrderByDescending(d => d.DecidedAt).Take(count);

    /// <summary>A group's decisions since an instant, oldest first.</summary>
    public static Query<Decision> Since(string group, DateTimeOffset since) =>
        Query<Decision>.All.Equal(d => d.Group, group).AtLeast(d => d.DecidedAt, since).Missing(d => d.WithdrawnBy).OrderBy(d => d.DecidedAt);

    /// <summary>All of them, newest first, the withdrawn ones included.</summary>
    public static Query<Decision> Log => Query<Decision>.All.OrderByDescending(d => d.DecidedAt);
}
