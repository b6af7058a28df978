using CollabBot.Core.Storage;

namespace CollabBot.Tests.Contracts;

public enum Mood
{
    Calm,
    VeryBusy,
}

public sealed record Inner(int Rank, string? Label);

/// <summary>A document with one field of every kind that a query may name, some indexed and some not.</summary>
[Collection("contract-things", "owner", "tags", "due", "inner.rank", "mood")]
public sealed record Thing : Document
{
    public string? Owner { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTimeOffset? Due { get; init; }

    public Inner? Inner { get; init; }

    public int Count { get; init; }

    public decimal Amount { get; init; }

    public double Ratio { get; init; }

    public bool Flag { get; init; }

    public Mood Mood { get; init; }

    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();
}

/// <summary>Plumbing: no ledger.</summary>
[Collection("contract-plumbing", Ledger = false)]
public sealed record Plumbing : Document
{
    public int Count { get; init; }
}

/// <summary>A record whose author must stay unknown.</summary>
[Collection("contract-secrets", Confidential = true)]
public sealed record Secret : Document
{
    public required string Text { get; init; }
}
