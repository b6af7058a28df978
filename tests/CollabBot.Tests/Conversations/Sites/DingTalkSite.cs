using System.Collections.Immutable;
using CollabBot.Conversations;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Playground;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>The example company in a simulated DingTalk, on the stream, with a card template or without.</summary>
internal sealed class DingTalkSite : IStageSite
{
    public const string PublicUrl = "https://bot.example";

    /// <summary>What the groups are called, in the playground's order.</summary>
    public static readonly ImmutableArray<string> GroupNames = FeishuSite.GroupNames;

    private const string Template = "4d18414c-aabc-4ec8-0000-4ceefead72a8.schema";
    private readonly DingTalkSimulator simulator;
    private readonly StageTime time;
    private readonly bool cards;
    private readonly PlatformEar ear = new(message => ChatOf(message.Place?.ChatId ?? message.Recipient!));

    private DingTalkSite(DingTalkSimulator simulator, StageTime time, bool cards) => (this.simulator, this.time, this.cards) = (simulator, time, cards);

    public IReadOnlyList<string> Settings =>
    [
        $"DingTalk:ClientId={simulator.World.ClientId}", $"DingTalk:ClientSecret={simulator.World.ClientSecret}", $"DingTalk:ApiBaseUrl={simulator.BaseUrl}",
        $"DingTalk:OapiBaseUrl={simulator.BaseUrl}", "DingTalk:Receive=Stream", "DingTalk:CallsPerSecond=0", $"DingTalk:CardTemplateId={(cards ? Template : "")}",
        $"Web:PublicUrl={PublicUrl}", $"SyncDay:Group=dingtalk:{ChatId(PlaygroundChats.Strategy)}",
    ];

    /// <summary>What the platform can do, once the stage was opened.</summary>
    public PlatformFeatures Features { get; private set; } = null!;

    public static async Task<DingTalkSite> OpenAsync(bool cards)
    {
        var time = new StageTime();
        var world = new DingTalkWorld { CallsPerSecond = 0, PressPatience = TimeSpan.FromDays(1) };
        world.Templates[Template] = SimulatedTemplate.OfTheBot;
        foreach (var group in PlaygroundChats.Groups)
            world.Groups[ChatId(group)] = [.. PlaygroundTeam.People.Select(p => p.Id)];
        foreach (var (department, i) in PlaygroundTeam.Departments.Select((d, i) => (d, i)))
            world.Departments[i + 2] = new SimulatedDepartment(department.Name, 1, department.HeadId!);
        world.Departments[1] = new SimulatedDepartment("示例公司", 0);
        foreach (var person in PlaygroundTeam.People)
        {
            world.People[person.Id] = person.Name;
            var department = PlaygroundTeam.Departments.ToList().FindIndex(d => d.Id == person.DepartmentId);
            world.Staff[person.Id] = new SimulatedStaff("union-" + person.Id, true, department < 0 ? 1 : department + 2);
        }

        return new DingTalkSite(await DingTalkSimulator.StartAsync(world, time), time, cards);
    }

    public static string ChatId(PlaygroundChat chat) => chat.PersonId is { } person ? $"cidDirect/{person}==" : $"cid+{chat.Id}==";

    public void AddTo(IServiceCollection services) => services.WrapPlatform("dingtalk", ear.At);

    public Person Known(Person person) => person with { Accounts = ["dingtalk:" + person.Id], DirectChats = new Dictionary<string, string>() };

    public async Task<IChatVenue> OpenAsync(IServiceProvider services, CancellationToken cancel)
    {
        time.Follow(services);
        Features = services.GetServices<IPlatform>().Single(p => p.Name == "dingtalk").Features;
        var opened = simulator.Stream.Opened;
        var streams = new Streams(services, "dingtalk");
        await simulator.Stream.OpenedAsync(opened + 1, cancel);
        return new DingTalkVenue(simulator, ear, streams, cards);
    }

    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    private static PlaygroundChat ChatOf(string id) =>
        PlaygroundChats.Groups.Concat(PlaygroundTeam.People.Select(p => PlaygroundChats.Direct(p.Id))).First(c => ChatId(c) == id || c.PersonId == id);
}
