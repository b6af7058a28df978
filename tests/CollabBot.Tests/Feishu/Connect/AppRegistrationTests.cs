using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using CollabBot.Feishu.Connect;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Connect;

/// <summary>An app made by scanning: the code's link carries what we need, and the answer is waited for at the platform's pace.</summary>
[CancelAfter(30_000)]
internal sealed class AppRegistrationTests
{
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    private RegistrationDesk Desk => bench.Simulator.Registration;

    [Test]
    public async Task Whoever_scans_gives_us_the_app(CancellationToken cancel)
    {
        var waiting = bench.Get<AppRegistration>().WaitAsync(await BeginAsync(cancel), cancel);
        await PollAsync(2, cancel);
        Desk.Approve();
        var end = await EndAsync(waiting, cancel);
        Assert.That((end.App, end.OwnerOpenId, end.Problem), Is.EqualTo((new FeishuCredentials(bench.Simulator.World.AppId, bench.Simulator.World.AppSecret, bench.Simulator.Address), Desk.Owner, (CollabBot.Core.Text.Phrase?)null)));
        Assert.That(end.App!.ToString(), Does.Not.Contain(bench.Simulator.World.AppSecret));
    }

    [Test]
    public async Task The_link_asks_for_our_scopes_the_event_and_the_callback(CancellationToken cancel)
    {
        var pending = await BeginAsync(cancel);
        var query = HttpUtility.ParseQueryString(new Uri(pending.Url).Query);
        Assert.That((query["user_code"], query["name"], query["tp"]), Is.EqualTo(("CBOT-2026", "协同助手", "sdk")));
        Assert.That(query["addons"], Does.Match("^[A-Za-z0-9_-]+$"));
        var addons = Open(query["addons"]!);
        Assert.That(Words(addons["scopes"]!["tenant"]!), Does.Contain("im:message.p2p_msg:readonly").And.Not.Contain("im:message.group_msg"));
        Assert.That(Words(addons["events"]!["items"]!["tenant"]!), Does.Contain("im.message.receive_v1"));
        Assert.That(Words(addons["callbacks"]!["items"]!), Is.EqualTo(new[] { "card.action.trigger" }));
        Assert.That(addons.AsObject().Select(p => p.Key), Is.SubsetOf(new[] { "preset", "scopes", "events", "callbacks" }), "the page throws everything away over one unknown key");
    }

    [Test]
    public async Task An_app_of_lark_is_fetched_from_lark(CancellationToken cancel)
    {
        using var internet = new Internet(bench.Simulator.Address);
        var registration = new AppRegistration(internet, new CollabBot.Core.Time.Pulse(bench.Time));
        var (pending, _) = await registration.BeginAsync(new WantedApp(FeishuCredentials.FeishuUrl, "协同助手"), cancel);
        Desk.Approve("lark");
        var end = await EndAsync(registration.WaitAsync(pending!, cancel), cancel);
        Assert.That(end.App?.BaseUrl, Is.EqualTo(FeishuCredentials.LarkUrl));
        Assert.That(internet.Hosts, Is.EqualTo(new[] { "accounts.feishu.cn", "accounts.feishu.cn", "accounts.larksuite.com" }));
    }

    [Test]
    public async Task Who_chose_lark_begins_at_feishu_and_scans_a_page_of_lark(CancellationToken cancel)
    {
        using var internet = new Internet(bench.Simulator.Address);
        var registration = new AppRegistration(internet, new CollabBot.Core.Time.Pulse(bench.Time));
        var (pending, _) = await registration.BeginAsync(new WantedApp(FeishuCredentials.LarkUrl, "CollabBot"), cancel);
        Assert.That(pending!.Url, Does.StartWith("https://open.larksuite.com/page/launcher?user_code=CBOT-2026&").And.StartWith(pending.ShortUrl));
        Desk.Approve("lark");
        var end = await EndAsync(registration.WaitAsync(pending, cancel), cancel);
        Assert.That(end.App?.BaseUrl, Is.EqualTo(FeishuCredentials.LarkUrl));
        Assert.That(internet.Hosts, Is.EqualTo(new[] { "accounts.feishu.cn", "accounts.feishu.cn", "accounts.larksuite.com" }));
    }

    [Test]
    public async Task A_new_app_can_only_be_new_and_an_existing_one_only_itself(CancellationToken cancel)
    {
        var made = HttpUtility.ParseQueryString(new Uri((await BeginAsync(cancel)).Url).Query);
        Assert.That((made["createOnly"], made["clientID"]), Is.EqualTo(("true", (string?)null)));
        var (pending, _) = await bench.Get<AppRegistration>().BeginAsync(new WantedApp(bench.Simulator.Address, "协同助手", "cli_a1b2c3d4e5f60718"), cancel);
        var given = HttpUtility.ParseQueryString(new Uri(pending!.Url).Query);
        Assert.That((given["createOnly"], given["name"], given["clientID"]), Is.EqualTo(((string?)null, (string?)null, "cli_a1b2c3d4e5f60718")));
        Assert.That(given["addons"], Is.EqualTo(made["addons"]));
    }

    [Test]
    public async Task A_no_is_told_with_another_way(CancellationToken cancel)
    {
        var waiting = bench.Get<AppRegistration>().WaitAsync(await BeginAsync(cancel), cancel);
        Desk.Deny();
        Assert.That((await EndAsync(waiting, cancel)).Problem?.Key, Is.EqualTo("connect.feishu.denied"));
    }

    [Test]
    public async Task A_code_that_nobody_scanned_runs_out(CancellationToken cancel)
    {
        Desk.Expires = 30;
        var waiting = bench.Get<AppRegistration>().WaitAsync(await BeginAsync(cancel), cancel);
        Assert.That((await EndAsync(waiting, cancel)).Problem?.Key, Is.EqualTo("connect.feishu.expired"));
    }

    [Test]
    public async Task Who_is_told_to_slow_down_does(CancellationToken cancel)
    {
        var pending = await BeginAsync(cancel);
        Desk.Interval = 8;
        var waiting = bench.Get<AppRegistration>().WaitAsync(pending, cancel);
        await PollAsync(2, cancel);
        var polls = Desk.Polls;
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await bench.Get<AppRegistration>().BeginAsync(new WantedApp(bench.Simulator.Address, "x"), cancel);
        Assert.That(Desk.Polls, Is.EqualTo(polls), "five seconds are no longer enough");
        Desk.Deny();
        await EndAsync(waiting, cancel);
    }

    [Test]
    public async Task A_platform_that_makes_no_apps_gives_no_code(CancellationToken cancel)
    {
        var (pending, problem) = await bench.Get<AppRegistration>().BeginAsync(new WantedApp("http://127.0.0.1:9", "协同助手"), cancel);
        Assert.That((pending, problem?.Key), Is.EqualTo(((PendingApp?)null, "connect.feishu.no-code")));
    }

    [TestCase("cli_a1b2c3d4e5f60718", "simulated-app-secret", null)]
    [TestCase("cli_a1b2c3d4e5f60718", "another-secret", "connect.feishu.refused")]
    [TestCase("cli_ffffffffffffffff", "simulated-app-secret", "connect.feishu.refused")]
    [TestCase("a1b2c3d4e5f60718", "simulated-app-secret", "connect.feishu.bad-id")]
    [TestCase("cli_a1b2c3d4e5f60718", "two words", "connect.feishu.bad-secret")]
    [TestCase("cli_a1b2c3d4e5f60718", "", "connect.feishu.bad-secret")]
    public async Task Pasted_credentials_are_tried_before_they_are_kept(string id, string secret, string? problem)
    {
        var found = await bench.Get<CredentialCheck>().FindProblemAsync(new FeishuCredentials(id, secret, bench.Simulator.Address), CancellationToken.None);
        Assert.That(found?.Key, Is.EqualTo(problem));
    }

    private async Task<PendingApp> BeginAsync(CancellationToken cancel)
    {
        var (pending, problem) = await bench.Get<AppRegistration>().BeginAsync(new WantedApp(bench.Simulator.Address, "协同助手"), cancel);
        Assert.That(problem, Is.Null);
        return pending!;
    }

    private async Task PollAsync(int times, CancellationToken cancel)
    {
        for (var until = Desk.Polls + times; Desk.Polls < until;)
            await StepAsync(cancel);
    }

    private async Task<RegistrationEnd> EndAsync(Task<RegistrationEnd> waiting, CancellationToken cancel)
    {
        while (!waiting.IsCompleted)
            await StepAsync(cancel);
        return await waiting;
    }

    private async Task StepAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(TimeSpan.FromMilliseconds(5), Harness.TestTime.Real, cancel);
    }

    private static JsonNode Open(string code)
    {
        var base64 = code.Replace('-', '+').Replace('_', '/');
        using var packed = new MemoryStream(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
        using var zip = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return JsonNode.Parse(reader.ReadToEnd())!;
    }

    private static IEnumerable<string> Words(JsonNode array) => array.AsArray().Select(n => (string)n!);

    // Leads every host to the simulator, as a company's proxy would
    private sealed class Internet(string simulator) : DelegatingHandler(new SocketsHttpHandler()), IHttpClientFactory
    {
        public List<string> Hosts { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.Add(request.RequestUri!.Host);
            request.RequestUri = new Uri(new Uri(simulator), request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
