using CollabBot.Connect;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.Connect;

/// <summary>The file that remembers a connected app.</summary>
internal sealed class ConnectedFileTests
{
    private const string Id = "Feishu:AppId";
    private static readonly Dictionary<string, string> App = new()
    {
        [Id] = "cli_a1b2c3d4e5f60718",
        ["Feishu:AppSecret"] = "a-secret",
        ["Feishu:BaseUrl"] = "https://open.larksuite.com",
        ["Connect:FeishuOwner"] = "ou_owner",
    };
    private TempFolder folder = null!;

    [SetUp]
    public void Start() => folder = new TempFolder();

    [TearDown]
    public void Stop() => folder.Dispose();

    private ConnectedFile Written()
    {
        var file = new ConnectedFile(folder.Path);
        file.Write("Feishu", App);
        return file;
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Nobody_else_can_read_it()
    {
        var file = Written();
        file.Write("Feishu", new Dictionary<string, string>(App) { ["Feishu:AppSecret"] = "another-secret" });
        Assert.That(File.GetUnixFileMode(file.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(System.IO.Directory.GetFiles(folder.Path), Is.EqualTo(new[] { file.Path }), "no copy stays behind");
    }

    [Test]
    public void It_counts_more_than_the_settings_file_and_less_than_the_environment()
    {
        Written();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{ "Feishu": { "AppId": "", "BaseUrl": "https://open.feishu.cn" } }""");
        var settings = Configuration();
        Assert.That((settings["Feishu:AppId"], settings["Feishu:BaseUrl"], settings["Connect:FeishuOwner"]), Is.EqualTo((App[Id], App["Feishu:BaseUrl"], "ou_owner")));
        Assert.That(ConnectedFile.Rules(settings, Id), Is.True);
        Assert.That(Configuration(("Feishu:AppId", "cli_of_the_operator"))["Feishu:AppId"], Is.EqualTo("cli_of_the_operator"));
        Assert.That(ConnectedFile.Rules(Configuration(("Feishu:AppId", "cli_of_the_operator")), Id), Is.False, "a page cannot change what an operator set");
    }

    [Test]
    public void Without_it_nothing_changes() => Assert.That((Configuration()["Feishu:AppId"], ConnectedFile.Rules(Configuration(), Id)), Is.EqualTo(((string?)null, true)));

    [Test]
    public void Two_platforms_stand_beside_each_other_and_a_new_app_leaves_nothing_of_the_old_one()
    {
        var file = Written();
        file.Write("DingTalk", new Dictionary<string, string> { ["DingTalk:ClientId"] = "ding1", ["DingTalk:RobotCode"] = "ding2" });
        file.Write("Feishu", new Dictionary<string, string> { [Id] = "cli_another" });
        Assert.That(file.Read(), Is.EquivalentTo(new Dictionary<string, string> { ["DingTalk:ClientId"] = "ding1", ["DingTalk:RobotCode"] = "ding2", [Id] = "cli_another" }));
        file.Write("DingTalk", new Dictionary<string, string> { ["DingTalk:ClientId"] = "ding3" });
        Assert.That(file.Read(), Is.EquivalentTo(new Dictionary<string, string> { [Id] = "cli_another", ["DingTalk:ClientId"] = "ding3" }));
    }

    [Test]
    public void A_spoilt_file_is_told_in_one_sentence()
    {
        File.WriteAllText(Path.Combine(folder.Path, "connected.json"), "{ half");
        var failure = Assert.Throws<OptionsValidationException>(() => Configuration());
        Assert.That(StartupFailure.Sentence(failure!), Does.Contain("connected.json").And.Contain("connect again"));
    }

    private IConfigurationRoot Configuration(params (string Key, string Value)[] environment)
    {
        var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder.Path, "appsettings.json"), optional: true);
        builder.Sources.Add(new MemoryConfigurationSource { InitialData = [KeyValuePair.Create("Storage:DataDirectory", (string?)folder.Path), .. environment.Select(e => KeyValuePair.Create(e.Key, (string?)e.Value))] });
        ConnectedFile.AddTo(builder.Sources, builder.Build());
        return builder.Build();
    }
}
