using System.Net;
using System.Net.Sockets;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Processes;

/// <summary>How the real executable starts, refuses to start, and runs its one-off commands.</summary>
internal sealed class StartTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Test]
    [CancelAfter(60_000)]
    public async Task With_nothing_configured_it_says_one_line_with_the_address(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var http = new HttpClient(new SocketsHttpHandler());
        await using var service = ServiceProcess.Start(folder.Path, Nothing);
        await service.UntilLiveAsync(http, cancel);
        while (!service.Output.Contains('\n', StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        Assert.That(service.Output.Trim().Split('\n'), Has.Length.EqualTo(1).And.All.Contains(service.Address));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Metrics_tell_how_full_every_queue_is(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var http = new HttpClient(new SocketsHttpHandler());
        await using var service = ServiceProcess.Start(folder.Path, Nothing);
        await service.UntilLiveAsync(http, cancel);
        var text = await http.GetStringAsync(new Uri(service.Address + "/metrics"), cancel);
        foreach (var queue in new[] { "inbox", "outbox", "pages" })
            Assert.That(text, Does.Match($"(?m)^collabbot_queue_waiting\\{{queue=\"{queue}\"\\}} \\d+$"));
    }

    [TestCase("Team:TimeZone", "Mars/Olympus", "Asia/Shanghai")]
    [TestCase("Storage:Provider", "Oracle", "LiteDb")]
    [TestCase("Wiki:Target", "Stone", "Folder")]
    [TestCase("Storage:DataDirectory", "/proc/x", "'/proc/x'")]
    [TestCase("Serilog:MinimumLevel", "Loud", "Warning")]
    [TestCase("Playground:Enabled", "maybe", "true or false")]
    [TestCase("Feishu:AppId", "cli_without_secret", "Feishu:AppSecret")]
    [TestCase("DingTalk:ClientId", "ding_without_secret", "DingTalk:ClientSecret")]
    [CancelAfter(60_000)]
    public async Task A_wrong_setting_stops_it_with_one_sentence(string key, string value, string hint, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string> { [key] = value });
        await EndsWithOneSentenceAsync(service, cancel, key.Split(':')[0] + ":", hint);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Several_wrong_settings_are_a_sentence_each(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string> { ["Team:WorkingHours"] = "abc", ["SyncDay:Group"] = "oc_1" });
        await service.UntilEndAsync(cancel);
        Assert.That((service.ExitCode, service.Output.Trim().Split('\n').Length), Is.EqualTo((1, 2)), service.Output);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_command_misspelt_starts_nothing(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var service = ServiceProcess.Start(folder.Path, Nothing, "conect");
        await service.UntilEndAsync(cancel);
        Assert.That(service.ExitCode, Is.EqualTo(1));
        Assert.That(service.Output, Does.Contain("'conect'").And.Contain("doctor"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_second_process_on_the_same_data_is_refused_with_one_sentence(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var http = new HttpClient(new SocketsHttpHandler());
        await using var first = ServiceProcess.Start(folder.Path, Nothing);
        await first.UntilLiveAsync(http, cancel);
        await using var second = ServiceProcess.Start(folder.Path, Nothing);
        await EndsWithOneSentenceAsync(second, cancel, "Storage:DataDirectory");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_address_that_is_none_stops_it_with_one_sentence(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var service = ServiceProcess.Start(folder.Path, Nothing, "--Urls=nonsense");
        await EndsWithOneSentenceAsync(service, cancel, "Urls 'nonsense'", "http://127.0.0.1:5080");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_port_that_is_taken_stops_it_with_one_sentence(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var service = ServiceProcess.Start(folder.Path, new Dictionary<string, string> { ["Urls"] = $"http://{other.LocalEndpoint}" });
        await EndsWithOneSentenceAsync(service, cancel, "address already in use", "--Urls");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_broken_settings_file_stops_it_with_one_sentence(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), "{ \"Team\": {", cancel);
        await using var service = ServiceProcess.Start(folder.Path, Nothing);
        await EndsWithOneSentenceAsync(service, cancel, "appsettings.json", "appsettings.example.json");
    }

    [TestCase("doctor", "🟢")]
    [TestCase("verify", "The ledger is whole")]
    [TestCase("outbox", "Nothing is buried")]
    [CancelAfter(60_000)]
    public async Task A_one_off_command_answers_and_ends(string verb, string says, CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await using var service = ServiceProcess.Start(folder.Path, Nothing, verb);
        await service.UntilEndAsync(cancel);
        Assert.That(service.Output, Does.Contain(says));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Play_replays_a_conversation_file(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "one.chat"), "李娜 in 战略项目群: @协同助手 卡点 支付流程BUG不改 @产品部 周五前 P1\n", cancel);
        await using var service = ServiceProcess.Start(folder.Path, Nothing, "play", "one.chat");
        await service.UntilEndAsync(cancel);
        Assert.That(service.Output, Does.Contain("B-1").And.Contain("支付流程BUG不改"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_broken_template_override_falls_back_and_says_so(CancellationToken cancel)
    {
        using var folder = new TempFolder();
        var overrides = System.IO.Directory.CreateDirectory(Path.Combine(folder.Path, "data", "templates", "Blockers"));
        await File.WriteAllTextAsync(Path.Combine(overrides.FullName, "BlockerCard.zh-CN.md"), "# {{ blocker.", cancel);
        using var http = new HttpClient(new SocketsHttpHandler());
        await using var service = ServiceProcess.Start(folder.Path, Nothing);
        await service.UntilLiveAsync(http, cancel);
        while (!service.Output.Contains("Blockers/BlockerCard.zh-CN.md", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
    }

    private static async Task EndsWithOneSentenceAsync(ServiceProcess service, CancellationToken cancel, params string[] holding)
    {
        await service.UntilEndAsync(cancel);
        var said = service.Output.Trim();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.ExitCode, Is.EqualTo(1));
            Assert.That(said.Split('\n'), Has.Length.EqualTo(1), said);
            foreach (var part in holding)
                Assert.That(said, Does.Contain(part));
        }
    }
}
