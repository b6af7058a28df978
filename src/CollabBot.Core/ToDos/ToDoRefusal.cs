using CollabBot.Core.Storage;

namespace CollabBot.Core.ToDos;

/// <summary>A platform that does not let the app write to-dos, or read them; gone with the first call that is let through.</summary>
[Collection("todoRefusals", Ledger = false)]
public sealed record ToDoRefusal : Document
{
    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The platform's code and words, with the names of the missing permissions where it tells them.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was asked last.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The id: the platform's name, and what is refused.</summary>
    public static string IdOf(string platform, bool reading) => platform + (reading ? ":read" : ":write");
}
