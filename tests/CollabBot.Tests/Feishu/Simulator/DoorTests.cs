namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>What every call to the simulated Feishu passes first: address, method, token, scopes, pace.</summary>
public sealed class DoorTests
{
    private const string Messages = "/open-apis/im/v1/messages";
    private Caller caller = null!;

    [SetUp]
    public async Task Start() => caller = await Caller.StartAsync();

    [TearDown]
    public async Task Stop() => await caller.DisposeAsync();

    [TestCase(null, 99991661)]
    [TestCase("t-g1", 99991661)]
    [TestCase("Bearer abc", 99991671)]
    [TestCase("Bearer t-unknown", 99991663)]
    [TestCase("Bearer u-person", 99991668)]
    [TestCase("Bearer eyJhbGciOi", 99991668)]
    public async Task A_token_that_is_none_is_refused_by_its_kind(string? authorization, int code)
    {
        caller.Use(authorization);
        Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((400, code)));
    }

    [Test]
    public async Task The_same_token_comes_until_half_an_hour_before_its_end_and_then_two_are_good()
    {
        var first = await caller.TokenAsync();
        caller.Time.Advance(TimeSpan.FromMinutes(89));
        var again = await caller.TokenAsync();
        Assert.That(((string?)again["tenant_access_token"], (int)again["expire"]!), Is.EqualTo(((string?)first["tenant_access_token"], 31 * 60)));
        caller.Time.Advance(TimeSpan.FromMinutes(2));
        var second = await caller.TokenAsync();
        Assert.That(((string?)second["tenant_access_token"] == (string?)first["tenant_access_token"], (int)second["expire"]!), Is.EqualTo((false, 7200)));
        caller.Use($"Bearer {first["tenant_access_token"]}");
        Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((200, 0)), "the old one lives to its own end");
        caller.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((400, 99991663)));
    }

    [Test]
    public async Task A_wrong_secret_gets_no_token() => Assert.That((int)(await caller.TokenAsync("nonsense"))["code"]!, Is.EqualTo(10015));

    [TestCase("GET", "/open-apis/im/v1/nothing", 404, 99991201)]
    [TestCase("DELETE", "/open-apis/im/v1/chats", 405, 99991301)]
    [TestCase("PUT", "/open-apis/auth/v3/tenant_access_token/internal", 405, 99991301)]
    public async Task An_address_or_a_method_that_is_not_there_says_so(string method, string path, int status, int code)
    {
        Assert.That(await caller.CodeAsync(method, path), Is.EqualTo((status, code)));
        Assert.That(caller.Headers, Contains.Key("X-Tt-Logid").And.ContainKey("X-Request-Id"));
    }

    [TestCase("/open-apis/im/v1/messages?receive_id_type=phone", "receive_id_type")]
    [TestCase("/open-apis/im/v1/messages?receive_id_type=chat_id", "receive_id")]
    public async Task A_parameter_that_is_missing_or_of_no_kind_is_named(string path, string field)
    {
        var (status, body) = await caller.CallAsync("POST", path, []);
        Assert.That((status, (int)body["code"]!, (string?)body["error"]!["field_violations"]![0]!["field"]), Is.EqualTo((400, 99992402, field)));
    }

    [Test]
    public async Task A_call_without_its_scope_is_refused_and_every_scope_that_would_do_is_named()
    {
        caller.Simulator.World.Withheld["im:chat:read"] = true;
        var (status, body) = await caller.CallAsync("GET", "/open-apis/im/v1/chats");
        Assert.That((status, (int)body["code"]!), Is.EqualTo((400, 99991672)));
        Assert.That(body["error"]!["permission_violations"]!.AsArray().Select(v => (string?)v!["subject"]), Is.EqualTo(new[] { "im:chat:read", "im:chat", "im:chat:readonly" }));
        Assert.That((string?)body["error"]!["helps"]![0]!["url"], Does.Contain(caller.Simulator.World.AppId));
        caller.Simulator.App.Scopes = ["im:chat"];
        Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((200, 0)), "a broader one opens it too");
        Assert.That(await caller.SendAsync("text", Caller.Text("hello")), Is.EqualTo((400, 99991672)));
    }

    [Test]
    public async Task An_app_that_was_stopped_is_let_in_nowhere()
    {
        caller.Simulator.App.Stopped = true;
        Assert.That(await caller.CodeAsync("GET", "/open-apis/bot/v3/info"), Is.EqualTo((400, 99991673)));
    }

    [Test]
    public async Task Too_many_calls_in_a_second_are_told_when_to_come_back()
    {
        caller.Simulator.World.LimitsCalls = true;
        for (var i = 0; i < 50; i++)
            Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((200, 0)));
        Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((429, 99991400)));
        Assert.That((caller.Headers["x-ogw-ratelimit-limit"], caller.Headers["x-ogw-ratelimit-reset"]), Is.EqualTo(("50", "1")));
        Assert.That(await caller.CodeAsync("GET", "/open-apis/bot/v3/info"), Is.EqualTo((200, 0)), "each API is counted alone");
        caller.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await caller.CodeAsync("GET", "/open-apis/im/v1/chats"), Is.EqualTo((200, 0)));
    }

    [Test]
    public async Task Five_messages_a_second_reach_a_chat_and_a_person_and_the_sixth_does_not()
    {
        caller.Simulator.World.MessagesPerSecondPerChat = 5;
        foreach (var (to, kind) in new[] { (Caller.Group, "chat_id"), (Caller.Lina, "open_id") })
        {
            for (var i = 0; i < 5; i++)
                Assert.That(await caller.SendAsync("text", Caller.Text("hello"), to, kind), Is.EqualTo((200, 0)));
            Assert.That(await caller.SendAsync("text", Caller.Text("hello"), to, kind), Is.EqualTo((400, 230020)));
        }

        caller.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await caller.SendAsync("text", Caller.Text("hello")), Is.EqualTo((200, 0)));
    }

    [Test]
    public async Task A_body_that_is_no_object_is_a_bad_request()
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var answer = await http.PostAsync(new Uri(caller.Simulator.Address + "/callback/ws/endpoint"), new StringContent("[1]", System.Text.Encoding.UTF8, "application/json"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("9499"));
        Assert.That(await caller.CodeAsync("POST", Messages), Is.EqualTo((400, 9499)));
    }
}
