using System.Collections.Concurrent;
using CollabBot.Core.People;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;
using CollabBot.Feishu.Outbound;

namespace CollabBot.Feishu.Directory;

/// <summary>The company as the contact API shows it to this app.</summary>
internal sealed class FeishuDirectory(IFeishuContactApi api, FeishuPace pace, NameBook names) : IDirectory
{
    private const string Root = "0";

    // Leaves room for what people wait for
    private const int Parallel = 4;

    // Enough to see which fields are there
    private const int Sample = 5;

    public string Platform => EventReader.Platform;

    public Task<DirectorySnapshot> ReadAsync(IReadOnlyCollection<string> known, CancellationToken cancel) => ReadAsync(known, int.MaxValue, cancel);

    /// <summary>The same for a handful of departments: what doctor looks at.</summary>
    public Task<DirectorySnapshot> ProbeAsync(CancellationToken cancel) => ReadAsync([], Sample, cancel);

    private async Task<DirectorySnapshot> ReadAsync(IReadOnlyCollection<string> known, int mostDepartments, CancellationToken cancel)
    {
        var reader = new ContactReader(api, pace);
        var (rangeDepartments, rangeUsers) = await reader.RangeAsync(cancel);
        if (reader.Missing.Count > 0)
            return new DirectorySnapshot([], [], reader.Missing) { IsWhole = false };
        // The range lists the top departments of the whole company, too: only the root tells the two apart
        var whole = await reader.BelowAsync(Root, cancel);
        var departments = whole ?? [.. await reader.DepartmentsAsync(rangeDepartments, cancel), .. await BelowAllAsync(reader, rangeDepartments, cancel)];
        departments = [.. departments.Where(d => d is { OpenDepartmentId.Length: > 0, Status: null or { IsDeleted: false } }).DistinctBy(d => d.OpenDepartmentId)];

        var users = new ConcurrentDictionary<string, FeishuUser>(StringComparer.Ordinal);
        var asked = departments.Select(d => d.OpenDepartmentId!).Take(mostDepartments).ToList();
        if (whole is not null)
            asked.Add(Root);
        await System.Threading.Tasks.Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel }, async (id, token) =>
            Add(users, await reader.UsersOfAsync(id, token)));
        Add(users, await reader.UsersAsync([.. known.Concat(rangeUsers).Distinct(StringComparer.Ordinal).Where(id => !users.ContainsKey(id))], cancel));
        foreach (var user in users.Values)
            if (user is { OpenId: { } openId, Name.Length: > 0 })
                names.Learn(openId, user.Name);
        return Snapshot([.. users.Values], departments, reader.Missing, whole is not null);
    }

    private static async Task<IReadOnlyList<FeishuDepartment>> BelowAllAsync(ContactReader reader, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var all = new List<FeishuDepartment>();
        foreach (var id in ids)
            all.AddRange(await reader.BelowAsync(id, cancel) ?? []);
        return all;
    }

    private static void Add(ConcurrentDictionary<string, FeishuUser> users, IReadOnlyList<FeishuUser> found)
    {
        foreach (var user in found)
            if (user.OpenId is { Length: > 0 } id)
                users.TryAdd(id, user);
    }

    private static DirectorySnapshot Snapshot(IReadOnlyList<FeishuUser> users, IReadOnlyList<FeishuDepartment> departments, IReadOnlyList<string> refused, bool whole) => new(
        [.. users.OrderBy(u => u.OpenId, StringComparer.Ordinal).Select(Person)],
        [.. departments.Select(Department)],
        [.. refused, .. HiddenFields(users, departments)])
    {
        IsWhole = whole,
    };

    // A field that nobody has is not allowed to us: the platform leaves it out without a word
    private static IEnumerable<string> HiddenFields(IReadOnlyList<FeishuUser> users, IReadOnlyList<FeishuDepartment> departments)
    {
        if (users.Count > 0 && users.All(u => u.Name is null))
            yield return "contact:user.base:readonly";
        if (users.Count > 0 && users.All(u => u.DepartmentIds is null))
            yield return "contact:user.department:readonly";
        if (users.Count > 0 && users.All(u => u.Status is null))
            yield return "contact:user.employee:readonly";
        if (departments.Count > 0 && departments.All(d => d.Name is null))
            yield return "contact:department.base:readonly";
        if (departments.Count > 0 && departments.All(d => d.ParentDepartmentId is null))
            yield return "contact:department.organize:readonly";
    }

    private static DirectoryPerson Person(FeishuUser user)
    {
        var primary = user.Orders?.FirstOrDefault(o => o.IsPrimaryDept)?.DepartmentId;
        return new DirectoryPerson(user.OpenId!, string.IsNullOrWhiteSpace(user.Name) ? null : user.Name.Trim())
        {
            OtherIds = user.UnionId is { Length: > 0 } union ? [union] : [],
            DepartmentIds = [.. (user.DepartmentIds ?? []).OrderByDescending(id => id == primary)],
            Inactive = user.Status is { IsFrozen: true } or { IsActivated: false } or { IsUnjoin: true },
            Left = user.Status is { IsResigned: true } or { IsExited: true },
        };
    }

    private static DirectoryDepartment Department(FeishuDepartment department) => new(
        department.OpenDepartmentId!,
        string.IsNullOrWhiteSpace(department.Name) ? null : department.Name.Trim(),
        department.ParentDepartmentId is Root ? null : department.ParentDepartmentId,
        department.Leaders?.FirstOrDefault(l => l.Type == 1)?.Id ?? department.LeaderUserId)
    {
        DeputyUserIds = [.. (department.Leaders ?? []).Where(l => l.Type == 2).Select(l => l.Id).OfType<string>()],
    };
}
