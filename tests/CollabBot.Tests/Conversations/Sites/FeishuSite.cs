using System.Collections.Immutable;
using CollabBot.Conversations;
using CollabBot.Core.People;
using CollabBot.Playground;
using CollabBot.Simulators.Feishu;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>The example company in a simulated Feishu, on the long connection.</summary>
internal sealed class FeishuSite : IStageSite
{
    /// <summary>What the groups are called, in the playground's order.</summary>
    public static readonly ImmutableArray<string> GroupNames = ["战略项目群", "产品研发群", "客服一线群"];

    private readonly FeishuSimulator simulator;
    private readonly StageTime time;
    private readonly PlatformEar ear = new(message => ChatOf(message.Place?.ChatId ?? message.Recipient!));

    private FeishuSite(FeishuSimulator simulator, StageTime time)
    {
        (this.simulator, this.time) = (simulator, time);
        foreach (var department in PlaygroundTeam.Departments)
            simulator.Contacts.Add(new SimDepartment("od-" + department.Id, department.Name, Head: OpenId(department.HeadId!)));
        foreach (var person in PlaygroundTeam.People)
            simulator.Contacts.Add(new SimUser(OpenId(person.Id), person.Name, person.DepartmentId is { } id ? ["od-" + id] : []));
        // Without it a bot hears only what is said to it
        simulator.App.Grant("im:message.group_msg");
        foreach (var group in PlaygroundChats.Groups)
            simulator.Chats.Chats.Add(new SimChat(ChatId(group), GroupNames[PlaygroundChats.Groups.ToList().IndexOf(group)], [.. PlaygroundTeam.People.Select(p => (OpenId(p.Id), p.Name))]));
    }

    public IReadOnlyList<string> Settings =>
    [
        $"Feishu:AppId={simulator.World.AppId}", $"Feishu:AppSecret={simulator.World.AppSecret}", $"Feishu:BaseUrl={simulator.Address}", "Feishu:Receive=LongConnection",
        "Feishu:CallsPerSecond=0", "Feishu:MessagesPerSecondPerChat=0", $"SyncDay:Group=feishu:{ChatId(PlaygroundChats.Strategy)}",
    ];

    public static async Task<FeishuSite> OpenAsync(CancellationToken cancel)
    {
        var time = new StageTime();
        return new FeishuSite(await FeishuSimulator.StartAsync(new FeishuWorld(), time, cancel), time);
    }

    public static string OpenId(string personId) => "ou_" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(personId)).PadLeft(32, '0');

    // Where the simulator puts what is sent to a person
    public static string ChatId(PlaygroundChat chat) => chat.PersonId is { } person ? "oc_p2p" + OpenId(person)[3..] : "oc_" + chat.Id;

    public void AddTo(IServiceCollection services) => services.WrapPlatform("feishu", ear.At);

    public Person Known(Person person) => person with { Accounts = ["feishu:" + OpenId(person.Id)], DirectChats = new Dictionary<string, string>() };

    public async Task<IChatVenue> OpenAsync(IServiceProvider services, CancellationToken cancel)
    {
        time.Follow(services);
        var streams = new Streams(services, "feishu");
        await simulator.Gateway.ConnectedAsync(cancel);
        return new FeishuVenue(simulator, time, ear, streams);
    }

    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    private static PlaygroundChat ChatOf(string id) =>
        PlaygroundChats.Groups.Concat(PlaygroundTeam.People.Select(p => PlaygroundChats.Direct(p.Id))).First(c => ChatId(c) == id || (c.PersonId is { } person && OpenId(person) == id));
}
