using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.DingTalk;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.DingTalk;

public sealed class DingTalkOptionsTests
{
    private static readonly Dictionary<string, string?> Complete = new() { ["DingTalk:ClientId"] = " ding1 ", ["DingTalk:ClientSecret"] = "s3cret\n" };

    [Test]
    public void Without_credentials_the_platform_is_off()
    {
        using var services = Services([]);
        Assert.That(services.GetServices<IPlatform>().Count() + services.GetServices<IWebhook>().Count(), Is.Zero);
        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
    }

    [Test]
    public void With_credentials_it_sends_and_listens()
    {
        using var services = Services(Complete);
        Assert.That(services.GetServices<IPlatform>().Select(p => p.Name), Is.EqualTo(new[] { "dingtalk" }));
        Assert.That(services.GetServices<IWebhook>().Select(w => w.Path), Is.EqualTo(new[] { "/dingtalk/robot" }));
    }

    [Test]
    public void Blanks_around_credentials_are_cut_off_and_the_robot_code_follows_the_client_id()
    {
        using var services = Services(Complete);
        var options = services.GetRequiredService<IOptions<DingTalkOptions>>().Value;
        Assert.That((options.ClientId, options.ClientSecret, options.RobotCode), Is.EqualTo(("ding1", "s3cret", "ding1")));
    }

    [TestCase("ClientSecret", "", "DingTalk:ClientSecret is empty")]
    [TestCase("ClientId", "", "DingTalk:ClientId is empty")]
    [TestCase("EventToken", "abc", "only one is set")]
    [TestCase("EventAesKey", "short", "not 43 letters and digits")]
    [TestCase("CallsPerSecond", "-1", "DingTalk:CallsPerSecond is not between")]
    [TestCase("CallsPerSecond", "NaN", "DingTalk:CallsPerSecond is not between")]
    [TestCase("ApiBaseUrl", "api.dingtalk.com", "DingTalk:ApiBaseUrl is not an http or https address")]
    [TestCase("OapiBaseUrl", "ftp://x", "DingTalk:OapiBaseUrl is not an http or https address")]
    [TestCase("CardTemplateId", "StandardCard", "DingTalk:CardTemplateId is not the id of a card template")]
    [TestCase("Receive", "7", "DingTalk:Receive is neither")]
    [TestCase("Receive", "Pigeon", "DingTalk:Receive")]
    [TestCase("CallsPerSecond", "many", "DingTalk:CallsPerSecond")]
    public void A_wrong_setting_stops_the_start_with_its_key_and_an_example(string key, string value, string words)
    {
        using var services = Services(new(Complete) { [$"DingTalk:{key}"] = value });
        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate())!;
        Assert.That(problem.Message, Does.Contain(words).And.Contain("for example").And.Not.Contain("s3cret"));
    }

    [Test]
    public void Presses_by_http_need_an_address_that_dingtalk_can_open()
    {
        using var services = Services(new(Complete) { ["DingTalk:CardTemplateId"] = DingTalkBench.Template, ["DingTalk:Receive"] = "Webhook" });
        var problem = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate())!;
        Assert.That(problem.Message, Does.Contain("Web:PublicUrl is empty").And.Contain("for example"));
    }

    [Test]
    public void A_card_template_opens_the_door_for_presses()
    {
        using var services = Services(new(Complete) { ["DingTalk:CardTemplateId"] = $" {DingTalkBench.Template} " });
        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.Nothing);
        Assert.That(services.GetServices<IWebhook>().Select(w => w.Path), Is.EqualTo(new[] { "/dingtalk/robot", "/dingtalk/cards" }));
        Assert.That(services.GetRequiredService<IPlatform>().Features.UpdateCards);
    }

    // Takes the place of the inbox and the store, which nothing here calls
    private static readonly LiteDbHost Storage = new();

    [OneTimeTearDown]
    public async Task Stop() => await Storage.DisposeAsync();

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new Pulse(new FakeTimeProvider()))
        .AddSingleton(Phrasebook.Load(new TemplateFiles([], null)))
        .AddSingleton(Storage.Store)
        .AddSingleton(new Inbox(Storage.Queue, Storage.Clock))
        .AddDingTalk(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
