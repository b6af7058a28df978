namespace CollabBot.Core.Ledger;

/// <summary>Who made a change and by what command; both null for confidential commands.</summary>
public sealed record Cause(string? ActorId, string? Command, DateTimeOffset At)
{
    /// <summary>A change made by the service itself.</summary>
    public static Cause System(string command, DateTimeOffset at) => new("system", command, at);
}

/// <summary>One committed change of one document. <see cref="Hash"/> covers every other field and the document's new JSON, so a chain cannot be edited unseen.</summary>
public sealed record LedgerEntry(
    string Collection,
    string DocumentId,
    int Version,
    string? ActorId,
    string? Command,
    DateTimeOffset At,
    string PreviousHash,
    string ContentHash,
    string Hash);
