namespace CollabBot.Core.People;

/// <summary>A company's address book as one platform tells it, complete as far as its scopes reach.</summary>
/// <param name="People">Everybody who works there now.</param>
/// <param name="Departments">All departments.</param>
/// <param name="Missing">The scopes that were not granted, in the platform's own names. Nothing is guessed for what they would have told.</param>
public sealed record DirectorySnapshot(IReadOnlyList<DirectoryPerson> People, IReadOnlyList<DirectoryDepartment> Departments, IReadOnlyList<string> Missing)
{
    /// <summary>False when the app may see only a part of the company: whoever is absent may work there all the same.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>A person in the address book, by platform user id.</summary>
public sealed record DirectoryPerson(string UserId, string? Name)
{
    /// <summary>The same person in the platform's other id systems (a union id), for matching; may be empty.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>Platform department ids, the main one first.</summary>
    public IReadOnlyList<string> DepartmentIds { get; init; } = [];

    /// <summary>True while the account is frozen or was never activated: nobody reads there. Such people are not taken up.</summary>
    public bool Inactive { get; init; }

    /// <summary>True once the platform says that they left the company. Being absent does not say so.</summary>
    public bool Left { get; init; }
}

/// <summary>A department in the address book; <see cref="HeadUserId"/> is null where none is named or it may not be read.</summary>
public sealed record DirectoryDepartment(string Id, string? Name, string? ParentId, string? HeadUserId)
{
    /// <summary>Further leaders, who act when the head is away.</summary>
    public IReadOnlyList<string> DeputyUserIds { get; init; } = [];
}

/// <summary>Reads the address book of one platform.</summary>
public interface IDirectory
{
    /// <summary>The platform's name.</summary>
    string Platform { get; }

    /// <summary>
    /// Everything that may be read now. User ids in <paramref name="known"/> that no department lists are asked for one by one, which tells who left.
    /// Throws <see cref="HttpRequestException"/> when the platform cannot be reached: half an answer is never taken for a whole one.
    /// </summary>
    Task<DirectorySnapshot> ReadAsync(IReadOnlyCollection<string> known, CancellationToken cancel);
}
