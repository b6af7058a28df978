using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>A department; <c>Parent</c> "0" is the company itself.</summary>
public sealed record SimDepartment(string Id, string Name, string Parent = "0", string? Head = null)
{
    public IReadOnlyList<string> Deputies { get; init; } = [];
}

/// <summary>Somebody in the company; who resigned is in no department any more but can still be asked for.</summary>
public sealed record SimUser(string OpenId, string Name, params string[] Departments)
{
    public bool Resigned { get; init; }

    public bool Frozen { get; init; }
}

/// <summary>The contact API v3: https://open.feishu.cn/document/server-docs/contact-v3/department/children and its neighbours. What a scope hides is left out without a word.</summary>
public sealed partial class ContactDesk(FeishuWorld world)
{
    private const string Base = "contact:contact.base:readonly";
    private const int MostPerPage = 50;

    public ConcurrentDictionary<string, SimDepartment> Departments { get; } = new();

    public ConcurrentDictionary<string, SimUser> Users { get; } = new();

    /// <summary>Departments the app may see, with all below them; null = the whole company.</summary>
    public IReadOnlyList<string>? Range { get; set; }

    /// <summary>Departments that are too large to be walked at once.</summary>
    public ConcurrentDictionary<string, bool> Huge { get; } = new();

    public static bool Serves(string path) => path.StartsWith("/open-apis/contact/v3/", StringComparison.Ordinal);

    public void Add(params SimDepartment[] departments)
    {
        foreach (var department in departments)
            Departments[department.Id] = department;
    }

    public void Add(params SimUser[] users)
    {
        foreach (var user in users)
            Users[user.OpenId] = user;
    }

    internal FeishuReply Answer(string path, IQueryCollection query)
    {
        if (world.Withheld.ContainsKey(Base))
            return FeishuReply.Forbidden(Base);
        if (Children().Match(path) is { Success: true } children)
            return Below(children.Groups["id"].Value, query);
        return path switch
        {
            "/open-apis/contact/v3/scopes" => FeishuReply.Ok(new JsonObject
            {
                ["department_ids"] = new JsonArray([.. (Range ?? [.. Ordered().Where(d => d.Parent == "0").Select(d => d.Id)]).Select(id => (JsonNode)id)]),
                ["user_ids"] = new JsonArray(),
                ["has_more"] = false,
            }),
            "/open-apis/contact/v3/departments/batch" => Page(query, [.. query["department_ids"].OfType<string>().Where(IsInRange).Select(id => Departments[id])], Draw, paged: false),
            "/open-apis/contact/v3/users/batch" => query["user_ids"].Count > MostPerPage
                ? FeishuReply.Missing("user_ids")
                : Page(query, [.. query["user_ids"].OfType<string>().Where(Users.ContainsKey).Select(id => Users[id])], Draw, paged: false),
            "/open-apis/contact/v3/users/find_by_department" => In(query["department_id"].ToString(), query),
            _ => FeishuReply.Fail(99991201, "path not found", 404),
        };
    }

    private FeishuReply Below(string id, IQueryCollection query)
    {
        if (!IsInRange(id))
            return FeishuReply.Fail(40004, "no dept authority error", 403);
        var deep = query["fetch_child"] == "true";
        return deep && Huge.ContainsKey(id)
            ? FeishuReply.Fail(43010, "big dept forbid recursion error")
            : Page(query, [.. Ordered().Where(d => deep ? IsBelow(d, id) : d.Parent == id)], Draw);
    }

    private FeishuReply In(string id, IQueryCollection query) => id.Length == 0 ? FeishuReply.Missing("department_id") : !IsInRange(id)
        ? FeishuReply.Fail(40004, "no dept authority error", 403)
        : Page(query, [.. Users.Values.Where(u => !u.Resigned && (u.Departments.Contains(id) || (id == "0" && u.Departments.Length == 0))).OrderBy(u => u.OpenId, StringComparer.Ordinal)], Draw);

    private JsonObject Draw(SimDepartment department)
    {
        var drawn = new JsonObject { ["open_department_id"] = department.Id };
        if (Has("contact:department.base:readonly"))
            (drawn["name"], drawn["status"]) = (department.Name, new JsonObject { ["is_deleted"] = false });
        if (!Has("contact:department.organize:readonly"))
            return drawn;
        (drawn["parent_department_id"], drawn["leader_user_id"]) = (department.Parent, department.Head);
        var leaders = department.Deputies.Select(id => (Type: 2, Id: id));
        if (department.Head is not null)
            leaders = leaders.Append((1, department.Head));
        drawn["leaders"] = new JsonArray([.. leaders.Select(l => (JsonNode)new JsonObject { ["leaderType"] = l.Type, ["leaderID"] = l.Id })]);
        return drawn;
    }

    private JsonObject Draw(SimUser user)
    {
        var drawn = new JsonObject { ["open_id"] = user.OpenId, ["union_id"] = "on_" + user.OpenId[3..] };
        if (Has("contact:user.base:readonly"))
            drawn["name"] = user.Name;
        if (Has("contact:user.department:readonly"))
        {
            drawn["department_ids"] = new JsonArray([.. user.Departments.Select(d => (JsonNode)d)]);
            drawn["orders"] = new JsonArray([.. user.Departments.Select((d, i) => (JsonNode)new JsonObject { ["department_id"] = d, ["is_primary_dept"] = i == user.Departments.Length - 1 })]);
        }

        if (Has("contact:user.employee:readonly"))
            drawn["status"] = new JsonObject { ["is_frozen"] = user.Frozen, ["is_resigned"] = user.Resigned, ["is_activated"] = !user.Resigned, ["is_exited"] = false, ["is_unjoin"] = false };
        return drawn;
    }

    private bool Has(string scope) => !world.Withheld.ContainsKey(scope);

    private IEnumerable<SimDepartment> Ordered() => Departments.Values.OrderBy(d => d.Id, StringComparer.Ordinal);

    private bool IsInRange(string id) => Range is not { } range
        ? id == "0" || Departments.ContainsKey(id)
        : Departments.TryGetValue(id, out var department) && (range.Contains(id) || range.Any(top => IsBelow(department, top)));

    private bool IsBelow(SimDepartment department, string top) =>
        department.Parent == top || top == "0" || (Departments.TryGetValue(department.Parent, out var parent) && IsBelow(parent, top));

    private static FeishuReply Page<T>(IQueryCollection query, IReadOnlyList<T> all, Func<T, JsonObject> draw, bool paged = true)
    {
        if (!paged)
            return FeishuReply.Ok(new JsonObject { ["items"] = new JsonArray([.. all.Select(draw)]) });
        if (!int.TryParse(query["page_size"].FirstOrDefault("10"), CultureInfo.InvariantCulture, out var size) || size is < 1 or > MostPerPage)
            return FeishuReply.Fail(40011, "page size is invalid");
        var from = 0;
        if (query["page_token"].FirstOrDefault() is { Length: > 0 } token && !int.TryParse(Encoding.ASCII.GetString(Convert.FromBase64String(token)), CultureInfo.InvariantCulture, out from))
            return FeishuReply.Fail(40012, "page token is invalid error");
        var data = new JsonObject { ["items"] = new JsonArray([.. all.Skip(from).Take(size).Select(draw)]), ["has_more"] = from + size < all.Count };
        if (from + size < all.Count)
            data["page_token"] = Convert.ToBase64String(Encoding.ASCII.GetBytes((from + size).ToString(CultureInfo.InvariantCulture)));
        return FeishuReply.Ok(data);
    }

    [GeneratedRegex("^/open-apis/contact/v3/departments/(?<id>[^/]+)/children$")]
    private static partial Regex Children();
}
