namespace CollabBot.Core.People;

/// <summary>A company's address book as one platform tells it, complete as far as its scopes reach.</summary>
/// <param name="People">Everybody who works there now.</param>
/// <param name="Departments">All departments.</param>
/// <param name="Missing">What could not be read: one scope or field each, in the platform's own name. Nothing is guessed for it.</param>
public sealed record DirectorySnapshot(IReadOnlyList<DirectoryPerson> People, IReadOnlyList<DirectoryDepartment> Departments, IReadOnlyList<string> Missing);

/// <summary>A person in the address book, by platform user id.</summary>
public sealed record DirectoryPerson(string UserId, string? Name)
{
    /// <summary>The same person in the platform's other id systems (a union id), for matching; may be empty.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>Platform department ids, the main one first.</summary>
    public IReadOnlyList<string> DepartmentIds { get; init; } = [];

    /// <summary>True while the account is frozen, resigned or not activated: known, but not to be pinged.</summary>
    public bool Inactive { get; init; }
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

    /// <summary>Everything that may be read now. Throws <see cref="HttpRequestException"/> when the platform cannot be reached: an incomplete answer is never mistaken for people who left.</summary>
    Task<DirectorySnapshot> ReadAsync(CancellationToken cancel);
}
