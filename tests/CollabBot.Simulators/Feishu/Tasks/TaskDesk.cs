using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Tasks;

/// <summary>A task that the app made.</summary>
public sealed record SimTask(string Id, string Summary, string Description, string? Due, bool AllDay, string Assignee, string ClientToken)
{
    /// <summary>Milliseconds; null = not completed.</summary>
    public long? CompletedAt { get; init; }
}

/// <summary>Tasks v2, as far as an app keeps its own: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/create and its neighbours. A deleted one is gone for good.</summary>
public sealed class TaskDesk(FeishuWorld world, TimeProvider time)
{
    private const int MostCharacters = 3000, MostMembers = 50;
    private static readonly string[] Changeable = ["summary", "description", "due", "completed_at", "start", "extra", "custom_complete", "repeat_rule", "mode", "is_milestone", "custom_fields"];
    private readonly Lock gate = new();
    private readonly List<string> order = [];
    private int number;

    /// <summary>By guid; those that exist.</summary>
    public ConcurrentDictionary<string, SimTask> Tasks { get; } = new();

    /// <summary>Those that exist, oldest first.</summary>
    public IReadOnlyList<SimTask> All
    {
        get
        {
            lock (gate)
                return [.. order.Where(Tasks.ContainsKey).Select(g => Tasks[g])];
        }
    }

    /// <summary>How often the app asked to be told of changes.</summary>
    public int Subscriptions { get; private set; }

    /// <summary>Its assignee ticks a task in the client; null when there is none.</summary>
    public SimTask? Tick(string id) => Tasks.TryGetValue(id, out var task) ? Tasks[id] = task with { CompletedAt = time.GetUtcNow().ToUnixTimeMilliseconds() } : null;

    internal FeishuReply Create(JsonObject body)
    {
        if (CardLint.Word(body, "summary") is not { Length: > 0 and <= MostCharacters } summary)
            return Wrong("summary");
        if ((CardLint.Word(body, "description") ?? "") is not { Length: <= MostCharacters } description)
            return Wrong("description");
        if (CardLint.Word(body, "client_token") is { } given && given.Length is < 10 or > 100)
            return Wrong("client_token");
        if (!ReadsDue(body["due"], out var due, out var allDay))
            return Wrong("due.timestamp");
        if (!ReadsMembers(body["members"], out var assignee))
            return Wrong("members");
        if (body["origin"] is JsonObject origin && origin["href"]?["url"]?.ToString() is { } url && !url.StartsWith("http", StringComparison.Ordinal))
            return Wrong("origin.href.url");
        lock (gate)
        {
            var token = CardLint.Word(body, "client_token") ?? "";
            if (token.Length > 0 && Tasks.Values.FirstOrDefault(t => t.ClientToken == token) is { } same)
                return Draw(same);
            var guid = string.Create(CultureInfo.InvariantCulture, $"e297ddff-06ca-4166-b917-{++number:x12}");
            order.Add(guid);
            return Draw(Tasks[guid] = new SimTask(guid, summary, description, due, allDay, assignee, token));
        }
    }

    internal FeishuReply Get(string guid) => Tasks.TryGetValue(guid, out var task) ? Draw(task) : Gone;

    internal FeishuReply Delete(string guid) => Tasks.TryRemove(guid, out _) ? FeishuReply.Ok([]) : Gone;

    internal FeishuReply Subscribe()
    {
        Subscriptions++;
        return FeishuReply.Ok([]);
    }

    internal FeishuReply Patch(string guid, JsonObject body)
    {
        if (!Tasks.TryGetValue(guid, out var task))
            return Gone;
        if (body["update_fields"] is not JsonArray { Count: > 0 } fields || fields.Any(f => !Changeable.Contains(f?.ToString())))
            return Wrong("update_fields");
        var given = body["task"] as JsonObject ?? [];
        foreach (var field in fields.Select(f => f!.ToString()))
        {
            switch (field)
            {
                case "summary" when CardLint.Word(given, "summary") is { Length: > 0 and <= MostCharacters } summary:
                    task = task with { Summary = summary };
                    break;
                case "description" when (CardLint.Word(given, "description") ?? "") is { Length: <= MostCharacters } description:
                    task = task with { Description = description };
                    break;
                case "due" when ReadsDue(given["due"], out var due, out var allDay):
                    task = task with { Due = due, AllDay = allDay };
                    break;
                case "completed_at" when long.TryParse(CardLint.Word(given, "completed_at") ?? "0", CultureInfo.InvariantCulture, out var at):
                    if (at > 0 && task.CompletedAt is not null)
                        return FeishuReply.Fail(1470400, "task is already completed");
                    task = task with { CompletedAt = at > 0 ? at : null };
                    break;
                default:
                    return Wrong(field);
            }
        }

        return Draw(Tasks[guid] = task);
    }

    private static FeishuReply Gone => FeishuReply.Fail(1470404, "task not found", 404);

    private static FeishuReply Wrong(string field) => FeishuReply.Fail(1470400, $"invalid parameter: {field}");

    private static bool ReadsDue(JsonNode? node, out string? due, out bool allDay)
    {
        (due, allDay) = (node?["timestamp"]?.GetValueKind() == System.Text.Json.JsonValueKind.String ? node["timestamp"]!.ToString() : null, node?["is_all_day"]?.GetValue<bool>() ?? false);
        // Seconds instead of milliseconds are a day in January 1970
        return node is null || (due is { Length: 13 } && long.TryParse(due, CultureInfo.InvariantCulture, out _));
    }

    private bool ReadsMembers(JsonNode? node, out string assignee)
    {
        assignee = "";
        if (node is not JsonArray { Count: > 0 and <= MostMembers } members)
            return node is null;
        foreach (var member in members)
        {
            var id = member?["id"]?.ToString() ?? "";
            if (member?["role"]?.ToString() is not ("assignee" or "follower") || (member["type"]?.ToString() ?? "user") != "user" || !id.StartsWith("ou_", StringComparison.Ordinal) || world.ForeignIds.ContainsKey(id))
                return false;
            if (member["role"]!.ToString() == "assignee")
                assignee = id;
        }

        return true;
    }

    private FeishuReply Draw(SimTask task) => FeishuReply.Ok(new JsonObject
    {
        ["task"] = new JsonObject
        {
            ["guid"] = task.Id,
            ["summary"] = task.Summary,
            ["description"] = task.Description,
            ["due"] = task.Due is null ? null : new JsonObject { ["timestamp"] = task.Due, ["is_all_day"] = task.AllDay },
            ["creator"] = new JsonObject { ["id"] = world.AppId, ["type"] = "app", ["role"] = "creator" },
            ["members"] = new JsonArray(new JsonObject { ["id"] = task.Assignee, ["type"] = "user", ["role"] = "assignee" }),
            ["completed_at"] = (task.CompletedAt ?? 0).ToString(CultureInfo.InvariantCulture),
            ["status"] = task.CompletedAt is null ? "todo" : "done",
            ["mode"] = 2,
            ["source"] = 6,
        },
    });
}
