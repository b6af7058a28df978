using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Outbound;
using Refit;

namespace CollabBot.Feishu.Directory;

/// <summary>Calls the contact API page by page, paced; collects what was refused by the name of the scope.</summary>
internal sealed class ContactReader(IFeishuContactApi api, FeishuPace pace)
{
    private const int PageSize = 50;
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The scopes whose lack stopped a call.</summary>
    public IReadOnlyList<string> Missing
    {
        get
        {
            lock (gate)
                return [.. missing.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The departments and people named in the app's contact range.</summary>
    public async Task<(IReadOnlyList<string> Departments, IReadOnlyList<string> Users)> RangeAsync(CancellationToken cancel)
    {
        var (departments, users) = (new List<string>(), new List<string>());
        string? token = null;
        do
        {
            var at = token;
            if ((await CallAsync(c => api.RangeAsync(2 * PageSize, at, c), cancel)).Answer?.Data is not { } page)
                break;
            departments.AddRange(page.DepartmentIds ?? []);
            users.AddRange(page.UserIds ?? []);
            token = page is { HasMore: true, PageToken: { Length: > 0 } next } && next != at ? next : null;
        }
        while (token is not null);
        return (departments, users);
    }

    /// <summary>Everything below a department, level by level where it is too large for one walk; null when it is out of range.</summary>
    public async Task<IReadOnlyList<FeishuDepartment>?> BelowAsync(string departmentId, CancellationToken cancel)
    {
        if (await ListAsync<FeishuDepartment>((size, token, c) => api.ChildrenAsync(departmentId, "true", size, token, c), cancel) is { } deep)
            return deep;
        if (await ListAsync<FeishuDepartment>((size, token, c) => api.ChildrenAsync(departmentId, "false", size, token, c), cancel) is not { } level)
            return null;
        var all = new List<FeishuDepartment>(level);
        foreach (var child in level)
            if (child.OpenDepartmentId is { Length: > 0 } id)
                all.AddRange(await BelowAsync(id, cancel) ?? []);
        return all;
    }

    /// <summary>The departments themselves.</summary>
    public async Task<IReadOnlyList<FeishuDepartment>> DepartmentsAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var found = new List<FeishuDepartment>();
        foreach (var some in ids.Chunk(PageSize))
            found.AddRange((await CallAsync(c => api.DepartmentsAsync(some, c), cancel)).Answer?.Data?.Items ?? []);
        return found;
    }

    /// <summary>The people directly in a department; none when it is out of range.</summary>
    public async Task<IReadOnlyList<FeishuUser>> UsersOfAsync(string departmentId, CancellationToken cancel) =>
        await ListAsync<FeishuUser>((size, token, c) => api.UsersOfAsync(departmentId, size, token, c), cancel) ?? [];

    /// <summary>People by id, those who left included; whoever is out of range is not among them.</summary>
    public async Task<IReadOnlyList<FeishuUser>> UsersAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = new List<FeishuUser>();
        foreach (var some in ids.Chunk(PageSize))
            found.AddRange((await CallAsync(c => api.UsersAsync(some, c), cancel)).Answer?.Data?.Items ?? []);
        return found;
    }

    private async Task<List<T>?> ListAsync<T>(Func<int, string?, CancellationToken, Task<IApiResponse<FeishuAnswer<FeishuPage<T>>>>> read, CancellationToken cancel)
    {
        var items = new List<T>();
        string? token = null;
        do
        {
            var at = token;
            var result = await CallAsync(c => read(PageSize, at, c), cancel);
            if (result.Failure is not null)
                return null;
            items.AddRange(result.Answer?.Data?.Items ?? []);
            token = result.Answer?.Data is { HasMore: true, PageToken: { Length: > 0 } next } && next != at ? next : null;
        }
        while (token is not null);
        return items;
    }

    // An outage must not read as an empty company; a refusal is an answer
    private async Task<FeishuResult<T>> CallAsync<T>(Func<CancellationToken, Task<IApiResponse<T>>> call, CancellationToken cancel)
        where T : class, IFeishuAnswer
    {
        await pace.WaitAsync(cancel);
        var result = await FeishuCall.RunAsync(call, cancel);
        if (result.Failure is not { } failure)
            return result;
        if (failure.Scopes.Count > 0)
            lock (gate)
                missing.Add(string.Join('|', failure.Scopes));
        else if (failure.Kind is not (FailureKind.Misconfigured or FailureKind.Rejected))
            throw new HttpRequestException(failure.Reason);
        return result;
    }
}
