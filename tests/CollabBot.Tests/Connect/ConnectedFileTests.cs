using CollabBot.Connect;
using CollabBot.Feishu.Connect;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.Connect;

/// <summary>The file that remembers a connected app.</summary>
internal sealed class ConnectedFileTests
{
    private static readonly FeishuCredentials App = new("cli_a1b2c3d4e5f60718", "a-secret", "https://open.larksuite.com");
    private TempFolder folder = null!;

    [SetUp]
    public void Start() => folder = new TempFolder();

    [TearDown]
    public void Stop() => folder.Dispose();

    private ConnectedFile Written()
    {
        var file = new ConnectedFile(folder.Path);
        file.Write(App, "ou_owner");
        return file;
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Nobody_else_can_read_it()
    {
        var file = Written();
        file.Write(App with { AppSecret = "another-secret" }, null);
        Assert.That(File.GetUnixFileMode(file.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(System.IO.Directory.GetFiles(folder.Path), Is.EqualTo(new[] { file.Path }), "no copy stays behind");
    }

    [Test]
    public void It_counts_more_than_the_settings_file_and_less_than_the_environment()
    {
        Written();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{ "Feishu": { "AppId": "", "BaseUrl": "https://open.feishu.cn" } }""");
        var settings = Configuration();
        Assert.That((settings["Feishu:AppId"], settings["Feishu:BaseUrl"], settings["Connect:FeishuOwner"]), Is.EqualTo((App.AppId, App.BaseUrl, "ou_owner")));
        Assert.That(ConnectedFile.Rules(settings), Is.True);
        Assert.That(Configuration(("Feishu:AppId", "cli_of_the_operator"))["Feishu:AppId"], Is.EqualTo("cli_of_the_operator"));
        Assert.That(ConnectedFile.Rules(Configuration(("Feishu:AppId", "cli_of_the_operator"))), Is.False, "a page cannot change what an operator set");
    }

    [Test]
    public void Without_it_nothing_changes() => Assert.That((Configuration()["Feishu:AppId"], ConnectedFile.Rules(Configuration())), Is.EqualTo(((string?)null, true)));

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
