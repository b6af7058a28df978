namespace CollabBot.Simulators.DingTalk;

/// <summary>One instance of a template: what everybody sees, what single people see instead, and where it stands.</summary>
public sealed class SimulatedCard(string id, string template, string callback, string? route)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> streamed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> own = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyDictionary<string, string>> history = [];

    public string Id { get; } = id;

    public string Template { get; } = template;

    /// <summary>STREAM or HTTP, and for the latter the name its address was registered under.</summary>
    public string Callback { get; } = callback;

    public string? Route { get; } = route;

    /// <summary>The chats and people it was delivered to.</summary>
    public IReadOnlyList<(string Type, string Target)> Spaces { get; private set; } = [];

    /// <summary>True once a streamed text was finished.</summary>
    public bool Finished { get; private set; }

    /// <summary>Every picture it had for everybody, oldest first.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> History
    {
        get
        {
            lock (gate)
                return [.. history];
        }
    }

    /// <summary>A variable as this person sees it: their own value before everybody's.</summary>
    public string Value(string name, string? person = null)
    {
        lock (gate)
            return person is not null && own.GetValueOrDefault(person)?.GetValueOrDefault(name) is { } mine ? mine : shared.GetValueOrDefault(name) ?? "";
    }

    internal void Stand(string type, string target)
    {
        lock (gate)
            Spaces = [.. Spaces, (type, target)];
    }

    /// <summary>Without "by key" the whole map is replaced.</summary>
    internal void Change(IReadOnlyDictionary<string, string> values, bool byKey)
    {
        lock (gate)
        {
            Put(shared, values, byKey);
            history.Add(new Dictionary<string, string>(shared));
        }
    }

    internal void ChangeFor(string person, IReadOnlyDictionary<string, string> values, bool byKey)
    {
        lock (gate)
        {
            if (!own.TryGetValue(person, out var mine))
                own[person] = mine = new Dictionary<string, string>(StringComparer.Ordinal);
            Put(mine, values, byKey);
        }
    }

    /// <summary>False when the text is finished; the same call twice has one effect.</summary>
    internal bool Stream(string call, string name, string content, bool full, bool last)
    {
        lock (gate)
        {
            if (streamed.Contains(call))
                return true;
            if (Finished)
                return false;
            streamed.Add(call);
            shared[name] = full ? content : shared.GetValueOrDefault(name) + content;
            Finished = last;
            history.Add(new Dictionary<string, string>(shared));
            return true;
        }
    }

    private static void Put(Dictionary<string, string> map, IReadOnlyDictionary<string, string> values, bool byKey)
    {
        if (!byKey)
            map.Clear();
        foreach (var (name, value) in values)
            map[name] = value;
    }
}
