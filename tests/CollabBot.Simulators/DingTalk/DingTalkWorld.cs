using System.Collections.Concurrent;

namespace CollabBot.Simulators.DingTalk;

/// <summary>What exists on the simulated platform: one app with one robot, groups, people, and the limits that hold.</summary>
public sealed class DingTalkWorld
{
    public string ClientId { get; init; } = "dingsimulator0001";

    public string ClientSecret { get; init; } = "simulator-client-secret";

    public string RobotCode { get; init; } = "dingsimulator0001";

    public string EventToken { get; init; } = "simtoken";

    public string EventAesKey { get; init; } = "1234567890123456789012345678901234567890123";

    /// <summary>Groups the robot is in, with their members' staff ids.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Everybody in the organisation, by staff id.</summary>
    public ConcurrentDictionary<string, string> People { get; } = new(StringComparer.Ordinal);

    /// <summary>The address book: departments by id, and what it tells of the people in <see cref="People"/>.</summary>
    public ConcurrentDictionary<long, SimulatedDepartment> Departments { get; } = new();

    public ConcurrentDictionary<string, SimulatedStaff> Staff { get; } = new(StringComparer.Ordinal);

    /// <summary>What of it the app may see: departments with all below them, and single people.</summary>
    public IReadOnlyList<long> RangeDepartments { get; set; } = [1];

    public IReadOnlyList<string> RangePeople { get; set; } = [];

    /// <summary>People the robot wrote to too much: DingTalk holds back what is for them.</summary>
    public ConcurrentDictionary<string, bool> Slowed { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the organisation's calls of this month are used up.</summary>
    public bool CallsSpent { get; set; }

    /// <summary>Groups that were disbanded.</summary>
    public ConcurrentDictionary<string, bool> Disbanded { get; } = new(StringComparer.Ordinal);

    /// <summary>The organisation's card templates, by id.</summary>
    public ConcurrentDictionary<string, SimulatedTemplate> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>Chats and people that no card reaches: told in the answer, which is 200 all the same.</summary>
    public ConcurrentDictionary<string, bool> WithoutCards { get; } = new(StringComparer.Ordinal);

    /// <summary>True when an id that is taken is passed over in silence, as some clients report, instead of being refused.</summary>
    public bool TakenIdsPassOver { get; set; }

    /// <summary>True when the streaming of texts fails as it does in a card of the wrong state.</summary>
    public bool StreamingBroken { get; set; }

    /// <summary>How long a client waits for the answer to a press.</summary>
    public TimeSpan PressPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Scopes granted to the app.</summary>
    public HashSet<string> Scopes { get; } =
        ["Card.Instance.Write", "Card.Streaming.Write", "qyapi_robot_sendmsg", "qyapi_base", "qyapi_get_department_list", "qyapi_get_department_member", "qyapi_get_member"];

    /// <summary>False for an app that is not published, or not set to stream mode.</summary>
    public bool StreamEnabled { get; set; } = true;

    /// <summary>How often each connection is pinged; zero = never by itself.</summary>
    public TimeSpan PingEvery { get; set; }

    /// <summary>Calls per second and API; 0 = unlimited.</summary>
    public int CallsPerSecond { get; set; } = 20;

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(2);

    public TimeSpan SessionLife { get; set; } = TimeSpan.FromMinutes(90);
}

/// <summary>A message as a person would see it arrive. <paramref name="Content"/> is the payload of its type.</summary>
public sealed record DeliveredMessage(string Way, string Chat, string Type, System.Text.Json.JsonElement Content, IReadOnlyList<string> Notified);

/// <summary>A template as the card builder keeps it: its variables, and which of them may be streamed.</summary>
public sealed record SimulatedTemplate(IReadOnlyList<string> Variables, bool Published = true)
{
    public IReadOnlyList<string> Streamed { get; init; } = [];

    /// <summary>Buttons by their label's variable, each with what its callback sends: name of the parameter, variable that fills it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Buttons { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>The template that the bot's documentation asks for.</summary>
    public static SimulatedTemplate OfTheBot { get; } = new(["title", "tone", "markdown", "chat", .. Six("button"), .. Six("line")])
    {
        Streamed = ["markdown"],
        Buttons = Enumerable.Range(1, 6).ToDictionary(i => $"button{i}", i => (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { ["line"] = $"line{i}", ["chat"] = "chat" }),
    };

    private static IEnumerable<string> Six(string name) => Enumerable.Range(1, 6).Select(i => $"{name}{i}");
}

/// <summary>A call that was answered, for looking at what a client really sent.</summary>
public sealed record ObservedCall(string Method, string Path, string Query, string Body, string? Token);
