using CollabBot.Core.Storage;

namespace CollabBot.Core.People;

/// <summary>What a person may do beyond what everybody may.</summary>
public enum Role
{
    /// <summary>成员: everybody.</summary>
    Member,

    /// <summary>负责人: heads a department (or is its deputy).</summary>
    Head,

    /// <summary>协同官: runs the process, edits no number.</summary>
    Steward,

    /// <summary>总负责人: the sponsor.</summary>
    Sponsor,
}

/// <summary>A human the bot knows. One person may have accounts on several platforms.</summary>
[Collection("people", "accounts", "departmentId")]
public sealed record Person : Document
{
    /// <summary>The name people call them by.</summary>
    public required string Name { get; init; }

    /// <summary>Accounts as <c>platform:userId</c>, for example <c>feishu:ou_…</c>.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>zh-CN or en; null = the team's.</summary>
    public string? Locale { get; init; }

    /// <summary>Their department's id, if known.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>Steward or sponsor; heads follow from <see cref="Department"/>.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>The direct chat per platform (<c>platform</c> to chat id) where one was seen.</summary>
    public IReadOnlyDictionary<string, string> DirectChats { get; init; } = new Dictionary<string, string>();

    /// <summary>Two letters of the country whose holidays they keep; null = the company's.</summary>
    public string? Country { get; init; }

    /// <summary>IANA zone they work in; null = the team's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When the bot first met them.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>True once they left the company: kept in history, never pinged.</summary>
    public bool Left { get; init; }

    /// <summary>What an address book said last: a value that still equals it follows the book, one that was changed by hand stays.</summary>
    public PersonWord? Directory { get; init; }
}

/// <summary>A department that can own blockers and sign goals.</summary>
[Collection("departments")]
public sealed record Department : Document
{
    /// <summary>As people say it: 产品部.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that mean it: 产品, product.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The head's person id.</summary>
    public string? HeadId { get; init; }

    /// <summary>The deputy's person id: acts when the head is away.</summary>
    public string? DeputyId { get; init; }

    /// <summary>Its ids in address books as <c>platform:departmentId</c>.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The department above it; null at the top, or where nobody told.</summary>
    public string? ParentId { get; init; }

    /// <summary>True once somebody named its head by hand.</summary>
    public bool ByHand { get; init; }

    /// <summary>What an address book said last: a value that still equals it follows the book, one that was changed by hand stays.</summary>
    public DepartmentWord? Directory { get; init; }
}

/// <summary>What the address book of one platform said of a person; the first platform that knows them is the one that is followed.</summary>
public sealed record PersonWord(string Platform, string? Name, string? DepartmentId, bool Left);

/// <summary>What the address book of one platform said of a department.</summary>
public sealed record DepartmentWord(string Platform, string Name, string? HeadId, string? DeputyId);
