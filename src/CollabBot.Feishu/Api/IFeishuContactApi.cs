using System.Text.Json.Serialization;
using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>https://open.feishu.cn/document/server-docs/contact-v3/department/children and its neighbours; ids are open_id and open_department_id, which are the defaults.</summary>
internal interface IFeishuContactApi
{
    [Get("/open-apis/contact/v3/scopes")]
    Task<IApiResponse<FeishuAnswer<ContactRange>>> RangeAsync([AliasAs("page_size")] int pageSize, [AliasAs("page_token")] string? pageToken, CancellationToken cancel);

    [Get("/open-apis/contact/v3/departments/{departmentId}/children")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<FeishuDepartment>>>> ChildrenAsync(
        string departmentId, [AliasAs("fetch_child")] string deep, [AliasAs("page_size")] int pageSize, [AliasAs("page_token")] string? pageToken, CancellationToken cancel);

    [Get("/open-apis/contact/v3/departments/batch")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<FeishuDepartment>>>> DepartmentsAsync(
        [AliasAs("department_ids"), Query(CollectionFormat.Multi)] IReadOnlyList<string> ids, CancellationToken cancel);

    [Get("/open-apis/contact/v3/users/find_by_department")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<FeishuUser>>>> UsersOfAsync(
        [AliasAs("department_id")] string departmentId, [AliasAs("page_size")] int pageSize, [AliasAs("page_token")] string? pageToken, CancellationToken cancel);

    [Get("/open-apis/contact/v3/users/batch")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<FeishuUser>>>> UsersAsync([AliasAs("user_ids"), Query(CollectionFormat.Multi)] IReadOnlyList<string> ids, CancellationToken cancel);
}

internal sealed record ContactRange(IReadOnlyList<string>? DepartmentIds, IReadOnlyList<string>? UserIds, string? PageToken, bool HasMore = false);

/// <summary>What a scope hides is absent.</summary>
internal sealed record FeishuDepartment(
    string? OpenDepartmentId, string? Name, string? ParentDepartmentId, string? LeaderUserId, IReadOnlyList<FeishuLeader>? Leaders, FeishuDepartmentStatus? Status);

/// <summary>Type 1 leads, type 2 stands in.</summary>
internal sealed record FeishuLeader([property: JsonPropertyName("leaderType")] int Type, [property: JsonPropertyName("leaderID")] string? Id);

internal sealed record FeishuDepartmentStatus(bool IsDeleted = false);

internal sealed record FeishuUser(
    string? OpenId, string? UnionId, string? Name, IReadOnlyList<string>? DepartmentIds, IReadOnlyList<FeishuUserOrder>? Orders, FeishuUserStatus? Status);

internal sealed record FeishuUserOrder(string? DepartmentId, bool IsPrimaryDept = false);

internal sealed record FeishuUserStatus(bool IsFrozen = false, bool IsResigned = false, bool IsActivated = true, bool IsExited = false, bool IsUnjoin = false);
