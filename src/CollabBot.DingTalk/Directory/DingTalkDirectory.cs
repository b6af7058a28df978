using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Directory;

/// <summary>The company as DingTalk's contact API shows it to this app: departments with their heads, people by staff id, each with their union id.</summary>
internal sealed class DingTalkDirectory(IContactApi api, AppCalls calls, StaffNames names, Pulse pulse) : IDirectory
{
    // The root is the company itself, not one of its departments
    private const long Root = 1;

    // Leaves room for what people wait for
    private const int Parallel = 4;

    public string Platform => DingTalkModule.Platform;

    public async Task<DirectorySnapshot> ReadAsync(IReadOnlyCollection<string> known, CancellationToken cancel)
    {
        var reader = new ContactReader(api, calls, pulse);
        var (tops, alone) = await reader.RangeAsync(cancel);
        var ids = await AllBelowAsync(reader, tops, cancel);
        var departments = new ConcurrentDictionary<long, DirectoryDepartment>();
        var people = new ConcurrentDictionary<string, DirectoryPerson>(StringComparer.Ordinal);
        await EachAsync(ids, async (id, token) =>
        {
            foreach (var member in await reader.MembersAsync(id, token))
                if (Person(member) is { } person)
                    people.TryAdd(person.UserId, person);
            if (id != Root && await reader.DepartmentAsync(id, token) is { } department)
                departments[id] = Department(department, id);
        }, cancel);
        await EachAsync([.. known.Where(IsStaff).Concat(alone).Distinct(StringComparer.Ordinal).Where(id => !people.ContainsKey(id))], async (id, token) =>
        {
            var (one, gone) = await reader.PersonAsync(id, token);
            if ((gone ? new DirectoryPerson(id, null) { Left = true } : one is { } found ? Person(found) : null) is { } person)
                people.TryAdd(id, person);
        }, cancel);
        foreach (var person in people.Values)
            names.Learn(person.UserId, person.Name);
        return new DirectorySnapshot(
            [.. people.Values.OrderBy(p => p.UserId, StringComparer.Ordinal)],
            [.. departments.OrderBy(d => d.Key).Select(d => d.Value)],
            reader.Missing)
        { IsWhole = tops.Contains(Root) && reader.Missing.Count == 0 };
    }

    private static async Task<IReadOnlyList<long>> AllBelowAsync(ContactReader reader, IReadOnlyList<long> tops, CancellationToken cancel)
    {
        var all = new HashSet<long>(tops);
        IReadOnlyList<long> level = tops;
        while (level.Count > 0)
        {
            var next = new ConcurrentBag<long>();
            await EachAsync(level, async (id, token) =>
            {
                foreach (var child in await reader.ChildrenAsync(id, token))
                    next.Add(child);
            }, cancel);
            // A department below two others would be walked twice
            level = [.. next.Where(all.Add)];
        }

        return [.. all.Order()];
    }

    private static Task EachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, Task> read, CancellationToken cancel) =>
        System.Threading.Tasks.Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel }, async (item, token) => await read(item, token));

    private static DirectoryPerson? Person(JsonElement user) => user.Id("userid") is not { } id ? null : new DirectoryPerson(id, Name(user))
    {
        OtherIds = user.Id("unionid") is { } union ? [union] : [],
        DepartmentIds = [.. user.Texts("dept_id_list").Where(d => d != Text(Root))],
        Inactive = user.Flag("active") == false,
    };

    /// <summary>The console lists several heads without rank: the first leads, the others act when the first is away.</summary>
    private static DirectoryDepartment Department(JsonElement department, long id)
    {
        var heads = department.Texts("dept_manager_userid_list").ToList();
        var parent = department.Number("parent_id");
        return new DirectoryDepartment(Text(id), Name(department), parent is null or Root ? null : Text(parent.Value), heads.FirstOrDefault()) { DeputyUserIds = [.. heads.Skip(1)] };
    }

    private static string? Name(JsonElement named) => named.Text("name") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    // Whoever is outside the organisation has only an opaque id, which the address book does not know
    private static bool IsStaff(string userId) => !userId.StartsWith("$:", StringComparison.Ordinal);
}
