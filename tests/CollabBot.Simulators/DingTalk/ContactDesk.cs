using System.Globalization;
using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>A department of the simulated organisation; the root, 1, is the organisation itself.</summary>
public sealed record SimulatedDepartment(string Name, long Parent, params string[] Heads);

/// <summary>What the address book tells of somebody, beside the name.</summary>
public sealed record SimulatedStaff(string UnionId, bool Active, params long[] Departments);

/// <summary>The contact part of the old API: always 200, the token in the query, a wrapper code where a permission is missing, and only what is within the app's range.</summary>
internal sealed class ContactDesk(DingTalkWorld world, Tokens tokens)
{
    private const int MostPerPage = 100;

    /// <summary>Null for a path that is none of its own.</summary>
    public Answer? Answer(Call call) => (call.Method, call.Path) switch
    {
        ("GET", "/auth/scopes") => Guarded(call, "qyapi_base", needsBody: false, _ => Ok(new
        {
            errcode = 0,
            errmsg = "ok",
            auth_org_scopes = new { authed_dept = world.RangeDepartments, authed_user = world.RangePeople },
            auth_user_field = new[] { "name", "userid", "department" },
        })),
        ("POST", "/topapi/v2/department/listsub") => Guarded(call, "qyapi_get_department_list", needsBody: true, Children),
        ("POST", "/topapi/v2/department/get") => Guarded(call, "qyapi_get_department_list", needsBody: true, Department),
        ("POST", "/topapi/v2/user/list") => Guarded(call, "qyapi_get_department_member", needsBody: true, Members),
        ("POST", "/topapi/v2/user/get") => Guarded(call, "qyapi_get_member", needsBody: true, User),
        _ => null,
    };

    private Answer Guarded(Call call, string permission, bool needsBody, Func<JsonElement, Answer> act)
    {
        if (!call.Query.TryGetValue("access_token", out var token))
            return DingTalk.Answer.Old(41001, "缺少access_token参数");
        if (!tokens.IsValid(token))
            return DingTalk.Answer.Old(40014, "不合法的access_token");
        if (!world.Scopes.Contains(permission))
            return Ok(new { errcode = 88, errmsg = $"ding talk error[subcode=60011,submsg=没有调用该接口的权限，需要 {permission}]", sub_code = "60011", sub_msg = "没有调用该接口的权限" });
        if (!needsBody)
            return act(default);
        using var body = call.Json();
        return body is null || !call.IsJson ? DingTalk.Answer.Old(40035, "不合法的参数") : act(body.RootElement);
    }

    private Answer Children(JsonElement body) => Within(body, id => Result(world.Departments.Where(d => d.Value.Parent == id).OrderBy(d => d.Key)
        .Select(d => new { dept_id = d.Key, name = d.Value.Name, parent_id = d.Value.Parent, create_dept_group = true, auto_add_user = true })));

    private Answer Department(JsonElement body) => Within(body, id => world.Departments.TryGetValue(id, out var department)
        ? Result(new { dept_id = id, name = department.Name, parent_id = department.Parent, dept_manager_userid_list = department.Heads, org_dept_owner = "somebody", hide_dept = false })
        : DingTalk.Answer.Old(60003, "部门不存在"));

    private Answer Members(JsonElement body)
    {
        if (!body.TryGetProperty("cursor", out var at) || !at.TryGetInt32(out var cursor) || !body.TryGetProperty("size", out var many) || !many.TryGetInt32(out var size) || size is < 1 or > MostPerPage)
            return DingTalk.Answer.Old(400002, "无效的参数");
        return Within(body, id =>
        {
            var all = world.Staff.Where(s => s.Value.Departments.Contains(id)).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
            var page = all.Skip(cursor).Take(size).Select(Shown).ToList();
            return cursor + size < all.Count ? Result(new { has_more = true, next_cursor = cursor + size, list = page }) : Result(new { has_more = false, list = page });
        });
    }

    private Answer User(JsonElement body)
    {
        var id = body.TryGetProperty("userid", out var given) ? given.GetString() ?? "" : "";
        if (!world.Staff.TryGetValue(id, out var staff))
            return DingTalk.Answer.Old(60121, "找不到该用户");
        return world.RangePeople.Contains(id) || staff.Departments.Any(InRange) ? Result(Shown(id)) : DingTalk.Answer.Old(50002, "请求的员工userid不在授权范围内");
    }

    private object Shown(string id) => new
    {
        userid = id,
        unionid = world.Staff[id].UnionId,
        name = world.People.GetValueOrDefault(id),
        avatar = "",
        dept_id_list = world.Staff[id].Departments,
        active = world.Staff[id].Active,
        admin = false,
        leader = world.Departments.Values.Any(d => d.Heads.Contains(id)),
    };

    private Answer Within(JsonElement body, Func<long, Answer> act)
    {
        if (!body.TryGetProperty("dept_id", out var given) || given.ValueKind != JsonValueKind.Number || !given.TryGetInt64(out var id))
            return DingTalk.Answer.Old(400002, "无效的参数");
        return InRange(id) ? act(id) : DingTalk.Answer.Old(50004, string.Create(CultureInfo.InvariantCulture, $"请求的部门id {id} 不在授权范围内"));
    }

    private bool InRange(long id)
    {
        for (var at = id; at > 0; at = world.Departments.TryGetValue(at, out var department) ? department.Parent : 0)
            if (world.RangeDepartments.Contains(at))
                return true;
        return false;
    }

    private static Answer Result(object result) => Ok(new { errcode = 0, errmsg = "ok", result, request_id = "4e7ljtq91rgo" });

    private static Answer Ok(object body) => DingTalk.Answer.Ok(body);
}
