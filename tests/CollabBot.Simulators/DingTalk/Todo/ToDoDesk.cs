using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CollabBot.Simulators.DingTalk.Todo;

/// <summary>A to-do that the app made. <paramref name="Owner"/> is a unionId.</summary>
public sealed record SimulatedToDo(string TaskId, string SourceId, string Owner, string Subject, long? DueTime, bool Done, long ModifiedTime, IReadOnlyList<string> Fields);

/// <summary>The to-do lists of the organisation: people by unionId, the owner of the path as operator, one to-do for a source id, and a link that must be there.</summary>
internal sealed class ToDoDesk(DingTalkWorld world, TimeProvider time)
{
    private const int PageSize = 2, MostPeople = 100;
    private readonly Lock gate = new();
    private int number;

    public ConcurrentDictionary<string, SimulatedToDo> All { get; } = new(StringComparer.Ordinal);

    /// <summary>Null for a path that is none of its own; <paramref name="guarded"/> checks token, scope and pace first.</summary>
    public Answer? Answer(Call call, Func<string, Func<JsonElement, Answer>, Answer> guarded)
    {
        if (call.Path.Split('/') is not ["", "v1.0", "todo", "users", var union, .. var rest])
            return null;
        var owner = Uri.UnescapeDataString(union);
        return (call.Method, rest) switch
        {
            ("POST", ["tasks"]) => guarded("Todo.Todo.Write", body => Owned(call, owner, "taskCreate", () => Create(owner, body))),
            ("PUT", ["tasks", var id]) => guarded("Todo.Todo.Write", body => Owned(call, owner, "taskUpdate", () => Update(owner, id, body))),
            ("DELETE", ["tasks", var id]) => guarded("Todo.Todo.Write", _ => Owned(call, owner, "taskDelete", () => Delete(owner, id))),
            ("POST", ["org", "tasks", "query"]) => guarded("Todo.Todo.Read", body => Known(owner) ? Query(owner, body) : Wrong("orgTaskQuery", "unionId is invalid")),
            _ => null,
        };
    }

    public void Tick(string id) => All[id] = All[id] with { Done = true, ModifiedTime = Now };

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Answer Create(string owner, JsonElement body)
    {
        if (Text(body, "subject") is not { Length: > 0 } subject)
            return Wrong("taskCreate", "subject is empty");
        if (subject.Length > 1024)
            return Wrong("taskCreate", "subject is oversize");
        if (Text(body, "description")?.Length > 4096)
            return Wrong("taskCreate", "description is oversize");
        if (!Due(body, out var due) || due < Now)
            return Wrong("taskCreate", "dueTime is invalid");
        if (Text(body, "creatorId") is { } creator && creator != owner)
            return Wrong("taskCreate", "creatorId is invalid");
        var executors = body.TryGetProperty("executorIds", out var ids) ? ids.EnumerateArray().Select(i => i.GetString() ?? "").ToList() : [];
        if (executors.Count > MostPeople)
            return Wrong("taskCreate", "executors is oversize");
        if (executors.Exists(e => !Known(e)))
            return Wrong("taskCreate", "executorIds is invalid");
        if (!body.TryGetProperty("detailUrl", out var link) || Text(link, "appUrl") is not { Length: > 0 and <= 1024 } || Text(link, "pcUrl") is not { Length: > 0 and <= 1024 })
            return Wrong("taskCreate", "detailUrl is invalid");
        if (!Fields(body, out var fields))
            return Wrong("taskCreate", "contentFieldList is oversize");
        lock (gate)
        {
            var source = Text(body, "sourceId") ?? "";
            if (source.Length > 0 && All.Values.Any(t => t.SourceId == source))
                return Wrong("taskCreate", "task existed sourceId is " + source);
            var id = string.Create(CultureInfo.InvariantCulture, $"task{++number:x24}");
            All[id] = new SimulatedToDo(id, source, executors.FirstOrDefault() ?? owner, subject, due, false, Now, fields);
            return DingTalk.Answer.Ok(new { id, subject, sourceId = source, done = false, executorIds = executors, creatorId = owner, createdTime = Now, modifiedTime = Now, bizTag = "sim", requestId = "1" });
        }
    }

    private Answer Update(string owner, string id, JsonElement body)
    {
        if (!All.TryGetValue(id, out var todo) || todo.Owner != owner)
            return Wrong("taskUpdate", "task not exist");
        if (Text(body, "subject") is { Length: > 1024 })
            return Wrong("taskUpdate", "subject is oversize");
        if (!Due(body, out var due) || due < Now)
            return Wrong("taskUpdate", "dueTime is invalid");
        if (!Fields(body, out var fields))
            return Wrong("taskUpdate", "contentFieldList is oversize");
        var done = body.TryGetProperty("done", out var given) ? given.GetBoolean() : todo.Done;
        All[id] = todo with { Subject = Text(body, "subject") ?? todo.Subject, DueTime = due ?? todo.DueTime, Done = done, ModifiedTime = Now, Fields = fields.Count > 0 ? fields : todo.Fields };
        return DingTalk.Answer.Ok(new { result = true, requestId = "1" });
    }

    private Answer Delete(string owner, string id) => All.TryGetValue(id, out var todo) && todo.Owner == owner && All.TryRemove(id, out _)
        ? DingTalk.Answer.Ok(new { result = true, requestId = "1" })
        : Wrong("taskDelete", "task not exist");

    private Answer Query(string owner, JsonElement body)
    {
        var done = body.TryGetProperty("isDone", out var wanted) ? wanted.GetBoolean() : (bool?)null;
        if (body.TryGetProperty("roleTypes", out var roles) && roles.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.Array))
            return Wrong("orgTaskQuery", "roleTypes is invalid");
        var from = int.TryParse(Text(body, "nextToken"), CultureInfo.InvariantCulture, out var token) ? token : 0;
        var all = All.Values.Where(t => t.Owner == owner && (done is null || t.Done == done)).OrderBy(t => t.TaskId, StringComparer.Ordinal).ToList();
        var cards = all.Skip(from).Take(PageSize).Select(t => new { taskId = t.TaskId, subject = t.Subject, dueTime = t.DueTime, sourceId = t.SourceId, isDone = t.Done, modifiedTime = t.ModifiedTime, bizTag = "sim" });
        return from + PageSize < all.Count
            ? DingTalk.Answer.Ok(new { nextToken = (from + PageSize).ToString(CultureInfo.InvariantCulture), todoCards = cards })
            : DingTalk.Answer.Ok(new { todoCards = cards });
    }

    private Answer Owned(Call call, string owner, string api, Func<Answer> act) =>
        Known(owner) && call.Query["operatorId"].FirstOrDefault(owner) == owner ? act() : Wrong(api, "unionId is invalid");

    // A userId is not a unionId
    private bool Known(string union) => world.Staff.Values.Any(s => s.UnionId == union);

    private static Answer Wrong(string api, string words) => DingTalk.Answer.New(400, $"todo.{api}.paramError", words);

    private static bool Due(JsonElement body, out long? due)
    {
        due = null;
        if (!body.TryGetProperty("dueTime", out var given))
            return true;
        due = given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var at) ? at : null;
        return due is not null;
    }

    private static bool Fields(JsonElement body, out IReadOnlyList<string> fields)
    {
        fields = body.TryGetProperty("contentFieldList", out var list) ? [.. list.EnumerateArray().Select(f => Text(f, "fieldValue") ?? "")] : [];
        return fields.All(f => Encoding.UTF8.GetByteCount(f) <= 1024);
    }

    private static string? Text(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
