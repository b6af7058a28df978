using CollabBot.Core.People;

namespace CollabBot.Features.People;

/// <summary>What to call the departments of a book: their own name, or, where several share it, with the one above in front, so that an @ finds exactly one.</summary>
internal sealed class DepartmentNames(IReadOnlyList<DirectoryDepartment> listed)
{
    private readonly Dictionary<string, DirectoryDepartment> byId = listed.DistinctBy(d => d.Id).ToDictionary(d => d.Id, StringComparer.Ordinal);

    private readonly HashSet<string> shared =
        [.. listed.Where(d => d.Name is not null).GroupBy(d => d.Name!, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g.Select(d => d.Id))];

    /// <summary>Null for a department whose name may not be read.</summary>
    public string? Of(DirectoryDepartment department) =>
        department.Name is { } name && !IsUnique(department) && department.ParentId is { } above && byId.GetValueOrDefault(above)?.Name is { } parent ? $"{parent}-{name}" : department.Name;

    /// <summary>Whether no other has its name.</summary>
    public bool IsUnique(DirectoryDepartment department) => !shared.Contains(department.Id);
}
