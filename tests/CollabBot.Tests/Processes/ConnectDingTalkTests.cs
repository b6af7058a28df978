using CollabBot.Simulators.DingTalk;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Processes;

/// <summary>The real process is connected to DingTalk by command, beside a Feishu that may be connected as well.</summary>
internal sealed class ConnectDingTalkTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "manager4220";
    private TempFolder folder = null!;
    private DingTalkSimulator platform = null!;
    private DingTalkCallbacks callbacks = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new TempFolder();
        platform = await DingTalkSimulator.StartAsync(new DingTalkWorld { Groups = { [Group] = [Zhang] }, People = { [Zhang] = "张伟" } }, TestTime.Real);
        callbacks = new DingTalkCallbacks(platform);
    }

    [TearDown]
    public async Task Stop()
    {
        callbacks.Dispose();
        await platform.DisposeAsync();
        folder.Dispose();
    }

    private Dictionary<string, string> Settings => new() { ["DingTalk:ApiBaseUrl"] = platform.BaseUrl, ["DingTalk:OapiBaseUrl"] = platform.BaseUrl };

    private string Connected => Path.Combine(folder.Path, "data", "connected.json");

    [Test]
    [CancelAfter(90_000)]
    public async Task Pasted_credentials_run_the_service_and_its_lights_turn_as_things_go_round(CancellationToken cancel)
    {
        await using var service = ServiceProcess.Start(folder.Path, Settings, "connect", "dingtalk");
        await service.TypeAsync(platform.World.ClientId, platform.World.ClientSecret, "");
        await platform.Stream.OpenedAsync(1, cancel);
        await UntilAsync(service, "🟡 收到消息", cancel);
        await platform.Stream.DeliverAsync(callbacks.Message(new Saying(Group, Zhang, "张伟", "ping")), cancel);
        await UntilAsync(service, "🟢 收到消息", cancel);
        await UntilAsync(service, "🟢 Stream 连接", cancel);
        Assert.That(service.Output, Does.Contain("1. 添加“机器人”，消息接收模式选 Stream").And.Contain($"content={platform.World.ClientId}%23qyapi_robot_sendmsg"));
        Assert.That(service.Output, Does.Not.Contain(platform.World.ClientSecret));
        Assert.That(await File.ReadAllTextAsync(Connected, cancel), Does.Contain(platform.World.ClientSecret).And.Not.Contain("RobotCode"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Connected), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var page = await http.GetAsync(new Uri(service.Address + "/connect?lang=en"), cancel);
        Assert.That(page.Headers.Location?.ToString(), Is.EqualTo("/connect/dingtalk?lang=en"), "to the platform that is connected");

        // Meanwhile doctor, which may not open the store, asks the service
        await using var doctor = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["Urls"] = service.Address }, "doctor");
        await doctor.UntilEndAsync(cancel);
        Assert.That(doctor.Output, Does.Contain("🟢 收到消息").And.Contain("🟡 主动发群消息"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_wrong_secret_is_told_and_nothing_is_kept(CancellationToken cancel)
    {
        await using var command = ServiceProcess.Start(folder.Path, Settings, "connect", "dingtalk");
        await command.TypeAsync(platform.World.ClientId, "geheim-geheim", "");
        await command.UntilEndAsync(cancel);
        Assert.That((command.ExitCode, File.Exists(Connected)), Is.EqualTo((1, false)));
        Assert.That(command.Output, Does.Contain("invalidClientIdOrSecret").And.Not.Contain("geheim"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_app_is_made_by_scanning_the_terminal(CancellationToken cancel)
    {
        platform.Registration.Interval = 1;
        await using var command = ServiceProcess.Start(folder.Path, Settings, "connect", "dingtalk", "--create", "--save-only");
        await UntilAsync(command, "█▀", cancel);
        platform.Registration.Approve();
        await command.UntilEndAsync(cancel);
        Assert.That(command.ExitCode, Is.Zero, command.Output);
        Assert.That(command.Output, Does.Contain("user_code=CBOT-2026"));
        Assert.That(await File.ReadAllTextAsync(Connected, cancel), Does.Contain(platform.World.ClientSecret));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_robot_of_its_own_code_is_kept_and_what_an_operator_set_is_not_changed(CancellationToken cancel)
    {
        await using (var command = ServiceProcess.Start(folder.Path, Settings, "connect", "dingtalk", "--save-only"))
        {
            await command.TypeAsync(platform.World.ClientId, platform.World.ClientSecret, "dingrobot0007");
            await command.UntilEndAsync(cancel);
            Assert.That(command.ExitCode, Is.Zero, command.Output);
        }

        var kept = await File.ReadAllTextAsync(Connected, cancel);
        Assert.That(kept, Does.Contain("\"DingTalk:RobotCode\": \"dingrobot0007\""));
        await using var refused = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(Settings) { ["DingTalk:ClientId"] = "dingoperators", ["DingTalk:ClientSecret"] = "operators-secret" }, "connect", "dingtalk");
        await refused.UntilEndAsync(cancel);
        Assert.That((refused.ExitCode, await File.ReadAllTextAsync(Connected, cancel)), Is.EqualTo((1, kept)));
        Assert.That(refused.Output, Does.Contain("要换请改那里"));
    }

    [Test]
    [CancelAfter(90_000)]
    public async Task A_second_platform_stands_beside_the_first(CancellationToken cancel)
    {
        await using var feishu = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, cancel);
        var both = new Dictionary<string, string>(Settings) { ["Feishu:BaseUrl"] = feishu.Address };
        await using (var first = ServiceProcess.Start(folder.Path, both, "connect", "feishu", "--save-only"))
        {
            await first.TypeAsync(feishu.World.AppId, feishu.World.AppSecret);
            await first.UntilEndAsync(cancel);
            Assert.That(first.ExitCode, Is.Zero, first.Output);
        }

        await using var second = ServiceProcess.Start(folder.Path, both, "connect", "dingtalk");
        await second.TypeAsync(platform.World.ClientId, platform.World.ClientSecret, "");
        await platform.Stream.OpenedAsync(1, cancel);
        await feishu.Gateway.ConnectedAsync(cancel);
        await UntilAsync(second, "🟢 钉钉凭证", cancel);
        await using var doctor = ServiceProcess.Start(folder.Path, new Dictionary<string, string>(both) { ["Urls"] = second.Address }, "doctor");
        await doctor.UntilEndAsync(cancel);
        Assert.That(doctor.Output, Does.Contain("🟢 飞书凭证").And.Contain("🟢 钉钉凭证"));
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
