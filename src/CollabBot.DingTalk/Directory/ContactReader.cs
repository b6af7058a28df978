using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using Refit;

namespace CollabBot.DingTalk.Directory;

/// <summary>Calls the contact API page by page; collects what was refused by the name of the permission. One reader reads one book.</summary>
internal sealed class ContactReader(IContactApi api, AppCalls calls, Pulse pulse)
{
    private const int PageSize = 100, MostPages = 1000, MostTries = 4;

    // Whom or what the app's contact range leaves out, and what is gone since it was listed: answers, not failures
    private static readonly HashSet<string> OutOfRange = ["50002", "50004", "60003"];
    private static readonly HashSet<string> Gone = ["60121", "33012"];
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>The permissions whose lack stopped a call.</summary>
    public IReadOnlyList<string> Missing
    {
        get
        {
            lock (gate)
                return [.. missing.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The departments and people the app may see; none when even that may not be asked.</summary>
    public async Task<(IReadOnlyList<long> Departments, IReadOnlyList<string> People)> RangeAsync(CancellationToken cancel)
    {
        var range = (await CallAsync("scopes", "qyapi_base", token => api.ScopesAsync(token, cancel), cancel)).Answer?.Child("auth_org_scopes");
        return range is { } scopes ? ([.. scopes.Texts("authed_dept").Select(Id).OfType<long>()], [.. scopes.Texts("authed_user")]) : ([], []);
    }

    /// <summary>The departments directly below this one.</summary>
    public async Task<IReadOnlyList<long>> ChildrenAsync(long department, CancellationToken cancel)
    {
        var answer = (await CallAsync("listsub", "qyapi_get_department_list", token => api.ChildrenAsync(token, new DepartmentRequest(department), cancel), cancel)).Answer;
        return [.. answer?.Items("result").Select(d => d.Number("dept_id")).OfType<long>() ?? []];
    }

    /// <summary>The department with its heads; null when it is out of range or gone.</summary>
    public async Task<JsonElement?> DepartmentAsync(long department, CancellationToken cancel) =>
        (await CallAsync("department", "qyapi_get_department_list", token => api.DepartmentAsync(token, new DepartmentRequest(department), cancel), cancel)).Answer?.Child("result");

    /// <summary>The people directly in a department, page by page.</summary>
    public Task<IReadOnlyList<JsonElement>> MembersAsync(long department, CancellationToken cancel) => MembersAsync(department, MostPages, cancel);

    /// <summary>The same, so many pages at most.</summary>
    public async Task<IReadOnlyList<JsonElement>> MembersAsync(long department, int mostPages, CancellationToken cancel)
    {
        var members = new List<JsonElement>();
        long? cursor = 0;
        for (var pages = 0; cursor is { } at && pages < mostPages; pages++)
        {
            var answer = await CallAsync("members", "qyapi_get_department_member", token => api.MembersAsync(token, new MembersRequest(department, at, PageSize), cancel), cancel);
            var page = answer.Answer?.Child("result");
            members.AddRange(page?.Items("list") ?? []);
            cursor = page?.Flag("has_more") == true && page.Value.Number("next_cursor") is { } next && next > at ? next : null;
        }

        return members;
    }

    /// <summary>One person; <c>Gone</c> when the organisation has nobody of this id.</summary>
    public async Task<(JsonElement? Person, bool Gone)> PersonAsync(string userId, CancellationToken cancel)
    {
        var result = await CallAsync("user", "qyapi_get_member", token => api.UserAsync(token, new UserRequest(userId), cancel), cancel);
        return (result.Answer?.Child("result"), result.Failure is { } failure && Gone.Contains(failure.Code));
    }

    // An outage must not read as an empty company; a refusal is an answer
    private async Task<CallResult> CallAsync(string name, string permission, Func<string, Task<ApiResponse<string>>> call, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var result = await calls.RunAsync($"contact/{name}", call, cancel);
            if (result.Failure is not { } failure)
                return result;
            if (failure.OfScope)
            {
                lock (gate)
                    missing.Add(permission);
                return new CallResult(null, failure);
            }

            if (OutOfRange.Contains(failure.Code) || Gone.Contains(failure.Code))
                return new CallResult(null, failure);
            if (failure.Kind != FailureKind.Busy || failure.RetryAfter > TimeSpan.FromMinutes(1) || tries == MostTries)
                throw new HttpRequestException(failure.Reason);
            await Task.Delay(failure.RetryAfter ?? TimeSpan.FromSeconds(tries), pulse.Time, cancel);
        }
    }

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
