using System.Net;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Processes;

/// <summary>The real process is connected to a platform, by command and by page.</summary>
internal sealed class ConnectTests
{
    private TempFolder folder = null!;
    private FeishuSimulator platform = null!;
    private HttpClient http = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new TempFolder();
        platform = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, CancellationToken.None);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    [TearDown]
    public async Task Stop()
    {
        http.Dispose();
        await platform.DisposeAsync();
        folder.Dispose();
    }

    private Dictionary<string, string> Settings => new() { ["Feishu:BaseUrl"] = platform.Address };

    private string Connected => Path.Combine(folder.Path, "data", "connected.json");

    [Test]
    [CancelAfter(90_000)]
    public async Task Pasted_credentials_run_the_service_and_its_lights_turn_as_things_go_round(CancellationToken cancel)
    {
        await using var service = ServiceProcess.Start(folder.Path, Settings, "connect", "feishu");
        await service.TypeAsync(platform.World.AppId, platform.World.AppSecret);
        await platform.Gateway.ConnectedAsync(cancel);
        await UntilAsync(service, "🟡 事件订阅", cancel);
        var maker = new EventMaker(platform.World, TestTime.Real);
        await platform.Gateway.DeliverAsync(maker.Message(new SimText("oc_p2p_lina", false, "ou_1111111111111111111111111111111a", "ping")), cancel);
        await UntilAsync(service, "🟢 事件订阅", cancel);
        Assert.That(service.Output, Does.Contain("1. 添加“机器人”能力").And.Contain($"{platform.Address}/app/{platform.World.AppId}/version"));
        Assert.That(service.Output, Does.Not.Contain(platform.World.AppSecret));
        Assert.That(await File.ReadAllTextAsync(Connected, cancel), Does.Contain(platform.World.AppSecret));
        while (platform.Desk.Messages.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestTime.Real, cancel);
        Assert.That(SeenCard.Of(platform.Desk.Messages[0]).Buttons.Select(b => b.Label), Does.Contain("按一下"));

        // Meanwhile doctor, which may not open the store, asks the service
        await using var doctor = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["Urls"] = service.Address }, "doctor");
        await doctor.UntilEndAsync(cancel);
        Assert.That(doctor.Output, Does.Contain("🟢 事件订阅"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_wrong_secret_is_told_and_nothing_is_kept(CancellationToken cancel)
    {
        await using var command = ServiceProcess.Start(folder.Path, Settings, "connect", "feishu");
        await command.TypeAsync(platform.World.AppId, "geheim-geheim");
        await command.UntilEndAsync(cancel);
        Assert.That((command.ExitCode, File.Exists(Connected)), Is.EqualTo((1, false)));
        Assert.That(command.Output, Does.Contain("10015").And.Not.Contain("geheim"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_app_is_made_by_scanning_the_terminal(CancellationToken cancel)
    {
        platform.Registration.Interval = 1;
        await using var command = ServiceProcess.Start(folder.Path, Settings, "connect", "feishu", "--create", "--save-only");
        await UntilAsync(command, "█▀", cancel);
        platform.Registration.Approve();
        await command.UntilEndAsync(cancel);
        Assert.That(command.ExitCode, Is.Zero, command.Output);
        Assert.That(command.Output, Does.Contain("user_code=CBOT-2026"));
        Assert.That(await File.ReadAllTextAsync(Connected, cancel), Does.Contain(platform.World.AppSecret).And.Contain(platform.Registration.Owner));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_page_of_a_service_that_runs_is_named_instead(CancellationToken cancel)
    {
        await using var service = ServiceProcess.Start(folder.Path, Settings);
        await service.UntilLiveAsync(http, cancel);
        await using var command = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["Urls"] = service.Address }, "connect", "feishu");
        await command.UntilEndAsync(cancel);
        Assert.That((command.ExitCode, command.Output), Is.EqualTo((1, command.Output)));
        Assert.That(command.Output, Does.Contain(service.Address + "/connect/feishu"));
    }

    [Test]
    [CancelAfter(90_000)]
    public async Task The_example_company_is_put_away_and_the_real_one_begins_empty(CancellationToken cancel)
    {
        await using (var service = ServiceProcess.Start(folder.Path, Settings))
        {
            await service.UntilLiveAsync(http, cancel);
            using var posted = await PostAsync(service.Address, "paste", service.Address, cancel, ("id", platform.World.AppId), ("secret", platform.World.AppSecret));
            Assert.That(posted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            await platform.Gateway.ConnectedAsync(cancel);
            await service.UntilLiveAsync(http, cancel);
            using var playground = await http.GetAsync(new Uri(service.Address + "/"), cancel);
            Assert.That((playground.StatusCode, playground.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Found, "/connect")), "the playground went");
            Assert.That(await http.GetStringAsync(new Uri(service.Address + "/connect/feishu"), cancel), Does.Contain("data-light=\"credentials\"").And.Not.Contain(platform.World.AppSecret));
        }

        var aside = System.IO.Directory.GetDirectories(Path.Combine(folder.Path, "data"), "playground-*");
        Assert.That(aside, Has.Length.EqualTo(1));
        Assert.That(File.Exists(Path.Combine(aside[0], "collabbot.db")), Is.True);
        foreach (var log in System.IO.Directory.GetFiles(Path.Combine(folder.Path, "data", "logs")))
            Assert.That(await File.ReadAllTextAsync(log, cancel), Does.Not.Contain(platform.World.AppSecret));

        // An ordinary start afterwards is connected, too
        await using var again = ServiceProcess.Start(folder.Path, Settings);
        await platform.Gateway.ConnectedAsync(cancel);
    }

    [TestCase("0.0.0.0")]
    [TestCase("[::]")]
    [TestCase("*")]
    [CancelAfter(60_000)]
    public async Task Doctor_finds_a_service_that_listens_everywhere(string host, CancellationToken cancel)
    {
        var port = ServiceProcess.FreePort();
        await using var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["Urls"] = $"http://{host}:{port}" });
        await UntilAsync(service, "演练场已就绪", cancel);
        await using var doctor = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["Urls"] = $"http://{host}:{port}" }, "doctor");
        await doctor.UntilEndAsync(cancel);
        Assert.That(doctor.ExitCode, Is.Zero, doctor.Output);
        Assert.That(doctor.Output, Does.Contain("🟢 "));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Doctor_says_what_it_cannot_know_beside_a_service_that_it_does_not_find(CancellationToken cancel)
    {
        await using var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["Feishu:AppId"] = platform.World.AppId, ["Feishu:AppSecret"] = platform.World.AppSecret });
        await service.UntilLiveAsync(http, cancel);
        await using var doctor = ServiceProcess.Start(
            folder.Path, new Dictionary<string, string>(Settings) { ["Feishu:AppId"] = platform.World.AppId, ["Feishu:AppSecret"] = platform.World.AppSecret, ["Urls"] = "http://127.0.0.1:9" }, "doctor");
        await doctor.UntilEndAsync(cancel);
        Assert.That(doctor.ExitCode, Is.EqualTo(1));
        Assert.That(doctor.Output, Does.Contain("🔴").And.Contain("Urls").And.Not.Contain("   at "), doctor.Output);
    }

    [TestCase("http://evil.example")]
    [TestCase("null")]
    [TestCase(null)]
    [CancelAfter(60_000)]
    public async Task A_foreign_page_cannot_connect_anything(string? origin, CancellationToken cancel)
    {
        await using var service = ServiceProcess.Start(folder.Path, Settings);
        await service.UntilLiveAsync(http, cancel);
        using var posted = await PostAsync(service.Address, "paste", origin, cancel, ("id", platform.World.AppId), ("secret", platform.World.AppSecret));
        Assert.That((posted.StatusCode, File.Exists(Connected)), Is.EqualTo((HttpStatusCode.Forbidden, false)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Nobody_reaches_the_page_through_a_proxy_or_another_name(CancellationToken cancel)
    {
        await using var service = ServiceProcess.Start(folder.Path, Settings);
        await service.UntilLiveAsync(http, cancel);
        foreach (var path in new[] { "/connect/feishu", "/health/doctor" })
        {
            using var passed = new HttpRequestMessage(HttpMethod.Get, service.Address + path) { Headers = { { "X-Forwarded-For", "10.0.0.1" } } };
            using var renamed = new HttpRequestMessage(HttpMethod.Get, service.Address + path) { Headers = { { "Host", "evil.example" } } };
            foreach (var request in new[] { passed, renamed })
            {
                using var answer = await http.SendAsync(request, cancel);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            }
        }
    }

    private async Task<HttpResponseMessage> PostAsync(string address, string verb, string? origin, CancellationToken cancel, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/connect/feishu/{verb}") { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await http.SendAsync(request, cancel);
    }

    private static async Task UntilAsync(ServiceProcess process, string says, CancellationToken cancel)
    {
        while (!process.Output.Contains(says, StringComparison.Ordinal))
        {
            Assert.That(cancel.IsCancellationRequested, Is.False, () => process.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestTime.Real, CancellationToken.None);
        }
    }
}
