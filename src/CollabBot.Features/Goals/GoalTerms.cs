using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Goals;

/// <summary>What a goal is for the company: the one number of the cycle, or one of the few that carry it.</summary>
public enum GoalRank
{
    Company,
    Supporting,
}

/// <summary>What is signed: every word and number a head vouches for.</summary>
public sealed record GoalTerms(string Statement, decimal From, decimal To, string? Unit, string? Metric, string Source, DateOnly Due, string? Definition, IReadOnlyList<string> DepartmentIds)
{
    /// <summary>The cycle it counts in, as <c>2026Q4</c>; null = the quarter of <see cref="Due"/>.</summary>
    public string? Cycle { get; init; }

    /// <summary>Null in goals from before there were ranks.</summary>
    public GoalRank? Rank { get; init; }

    /// <summary>Throws <see cref="RuleException"/> when this is no goal: nobody to sign it, or a number that does not move.</summary>
    public void Check()
    {
        if (From == To)
            throw new RuleException("goals.no-way-to-go");
        if (DepartmentIds.Count == 0)
            throw new RuleException("goals.nobody-signs");
        if (Statement.Length > 500 || Definition?.Length > 2000)
            throw new RuleException("goals.too-long");
    }

    /// <summary>SHA-256 of the terms in one canonical form: 40 and 40.0 are the same number, the order of departments says nothing.</summary>
    public string Fingerprint()
    {
        var canonical = this with { From = Bare(From), To = Bare(To), DepartmentIds = [.. DepartmentIds.Order(StringComparer.Ordinal)] };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(canonical, DocumentJson.Options)));
    }

    // Dividing by 1.000… is how decimal drops trailing zeros
    private static decimal Bare(decimal value) => value / 1.0000000000000000000000000000m;
}
