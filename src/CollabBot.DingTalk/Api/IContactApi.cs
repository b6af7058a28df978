using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>The address book, in the old API: always 200, the number in the body tells. https://open.dingtalk.com/document/orgapp/address-book-overview</summary>
internal interface IContactApi
{
    [Get("/auth/scopes")]
    Task<ApiResponse<string>> ScopesAsync([AliasAs("access_token")] string token, CancellationToken cancel);

    [Post("/topapi/v2/department/listsub")]
    Task<ApiResponse<string>> ChildrenAsync([AliasAs("access_token")][Query] string token, [Body] DepartmentRequest request, CancellationToken cancel);

    [Post("/topapi/v2/department/get")]
    Task<ApiResponse<string>> DepartmentAsync([AliasAs("access_token")][Query] string token, [Body] DepartmentRequest request, CancellationToken cancel);

    [Post("/topapi/v2/user/list")]
    Task<ApiResponse<string>> MembersAsync([AliasAs("access_token")][Query] string token, [Body] MembersRequest request, CancellationToken cancel);

    [Post("/topapi/v2/user/get")]
    Task<ApiResponse<string>> UserAsync([AliasAs("access_token")][Query] string token, [Body] UserRequest request, CancellationToken cancel);
}

internal sealed record DepartmentRequest([property: System.Text.Json.Serialization.JsonPropertyName("dept_id")] long DeptId);

internal sealed record MembersRequest([property: System.Text.Json.Serialization.JsonPropertyName("dept_id")] long DeptId, long Cursor, int Size);

internal sealed record UserRequest(string Userid);
