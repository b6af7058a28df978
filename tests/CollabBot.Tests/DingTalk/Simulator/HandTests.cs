using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.DingTalk.Simulator;

/// <summary>The simulator's switches over HTTP.</summary>
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HandTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "manager4220";
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private readonly DingTalkWorld world = new() { Groups = { [Group] = [Zhang] }, People = { [Zhang] = "张伟" } };
    private DingTalkSimulator simulator = null!;
    private string? token;

    [SetUp]
    public async Task Start() => simulator = await DingTalkSimulator.StartAsync(world, TestTime.Real);

    [TearDown]
    public async Task Stop()
    {
        http.Dispose();
        await simulator.DisposeAsync();
    }

    [Test]
    public async Task A_fault_is_used_up_by_the_calls_it_is_for(CancellationToken cancel)
    {
        await SwitchAsync("faults", """{"path":"/v1.0/robot/groupMessages/send","status":403,"body":{"code":"Forbidden.AccessDenied.QpsLimitForApi"},"times":2}""", cancel);
        for (var i = 0; i < 2; i++)
            Assert.That(await SendAsync(cancel), Is.EqualTo((403, "Forbidden.AccessDenied.QpsLimitForApi")));
        Assert.That(await SendAsync(cancel), Is.EqualTo((200, (string?)null)));
        await SwitchAsync("faults", """{"path":"/v1.0/robot/groupMessages/send","kind":"cut"}""", cancel);
        Assert.That(() => SendAsync(cancel), Throws.InstanceOf<HttpRequestException>());
        Assert.That(simulator.Delivered, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_world_is_switched_and_switched_back(CancellationToken cancel)
    {
        await SwitchAsync("world", $$"""{"disband":["{{Group}}"]}""", cancel);
        Assert.That((await SendAsync(cancel)).Code, Is.EqualTo("group.disbanded"));
        await SwitchAsync("world", $$"""{"back":["{{Group}}"],"withhold":["qyapi_robot_sendmsg"]}""", cancel);
        Assert.That((await SendAsync(cancel)).Status, Is.EqualTo(403));
        await SwitchAsync("world", """{"grant":["qyapi_robot_sendmsg"],"callsSpent":true}""", cancel);
        Assert.That((await SendAsync(cancel)).Code, Is.EqualTo("Forbidden.AccessDenied.ApiCountLimitForOrg"));
        await SwitchAsync("world", """{"callsSpent":false}""", cancel);
        await SwitchAsync("tokens/revoke", "{}", cancel);
        Assert.That((await SendAsync(cancel)).Code, Is.EqualTo("InvalidAuthentication"));
    }

    [Test]
    public async Task What_people_say_reaches_the_bot_and_the_link_gives_notice(CancellationToken cancel)
    {
        await using var host = await StreamHost.StartAsync();
        await host.OpenAsync(cancel);
        async Task<JsonNode> DoAsync(string what, string body)
        {
            using var answer = await http.PostAsync(new Uri($"{host.Bench.Simulator.BaseUrl}/_sim/{what}"), new StringContent(body), cancel);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!;
        }

        Assert.That((bool?)(await DoAsync("say", """{"text":"卡点 列表","direct":true}"""))["taken"], Is.True);
        Assert.That((bool?)(await DoAsync("happen", """{"type":"user_dept_change","fields":{"userId":["manager4220"]}}"""))["taken"], Is.True);
        Assert.That(host.Heard.Select(h => h.Message.Text), Is.EqualTo(new[] { "卡点 列表", "" }));
        await DoAsync("link", """{"notice":true}""");
        await host.Gateway.OpenedAsync(2, cancel);
        Assert.That((int?)(await DoAsync("link", "{}"))["connections"], Is.EqualTo(1));
    }

    [TestCase("nothing", "{}", 404)]
    [TestCase("faults", "{", 400)]
    [TestCase("faults", """{"path":"/x","kind":"explode"}""", 400)]
    public async Task A_wrong_switch_is_told(string what, string body, int status, CancellationToken cancel)
    {
        using var answer = await http.PostAsync(new Uri($"{simulator.BaseUrl}/_sim/{what}"), new StringContent(body), cancel);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!["error"], Is.Not.Empty);
    }

    private async Task SwitchAsync(string what, string body, CancellationToken cancel)
    {
        using var answer = await http.PostAsync(new Uri($"{simulator.BaseUrl}/_sim/{what}"), new StringContent(body), cancel);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancel));
    }

    private async Task<(int Status, string? Code)> SendAsync(CancellationToken cancel)
    {
        token ??= (string?)(await PostAsync("/v1.0/oauth2/accessToken", new { appKey = world.ClientId, appSecret = world.ClientSecret }, cancel)).Body["accessToken"];
        var (status, body) = await PostAsync("/v1.0/robot/groupMessages/send", new { robotCode = world.RobotCode, openConversationId = Group, msgKey = "sampleText", msgParam = """{"content":"一"}""" }, cancel);
        return (status, (string?)body["code"]);
    }

    private async Task<(int Status, JsonNode Body)> PostAsync(string path, object body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.BaseUrl + path)) { Content = JsonContent.Create(body) };
        request.Headers.Add("x-acs-dingtalk-access-token", token ?? "");
        using var answer = await http.SendAsync(request, cancel);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!);
    }
}
