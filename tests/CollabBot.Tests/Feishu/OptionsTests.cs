using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.Feishu;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.Feishu;

public sealed class OptionsTests
{
    [TestCase("Feishu:AppSecret", "Feishu:AppId", "cli_a1b2c3d4e5f60718")]
    [TestCase("Feishu:AppId", "Feishu:AppSecret", "s")]
    [TestCase("Feishu:EncryptKey", "Feishu:AppId", "cli_a", "Feishu:AppSecret", "s", "Feishu:Receive", "Webhook", "Feishu:VerificationToken", "v")]
    [TestCase("Feishu:VerificationToken", "Feishu:AppId", "cli_a", "Feishu:AppSecret", "s", "Feishu:Receive", "Webhook", "Feishu:EncryptKey", "k")]
    [TestCase("Feishu:BaseUrl", "Feishu:BaseUrl", "open.feishu.cn")]
    [TestCase("Feishu:BaseUrl", "Feishu:BaseUrl", "https://open.feishu.cn/open-apis")]
    [TestCase("Feishu:CallsPerSecond", "Feishu:CallsPerSecond", "-1")]
    [TestCase("Feishu:CallsPerSecond", "Feishu:CallsPerSecond", "many")]
    [TestCase("Feishu:BlockerEmoji", "Feishu:BlockerEmoji", "⏰ 闹钟")]
    [TestCase("Feishu:Receive", "Feishu:Receive", "Pigeon")]
    public void A_wrong_setting_is_named_in_one_sentence_with_an_example(string key, params string[] settings)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(settings));
        Assert.That(failure!.Failures, Has.One.Contains(key).And.One.Contains("for example"));
    }

    [Test]
    public void Nothing_set_means_off_with_the_documented_defaults()
    {
        var options = Bind([]);
        Assert.That(
            (options.Receive, options.BaseUrl, options.CallsPerSecond, options.MessagesPerSecondPerChat),
            Is.EqualTo((FeishuReceive.LongConnection, "https://open.feishu.cn", 50, 5)));
        Assert.That(Services([]).GetServices<IPlatform>(), Is.Empty);
    }

    private static FeishuOptions Bind(string[] settings) => Services(settings).GetRequiredService<IOptions<FeishuOptions>>().Value;

    private static ServiceProvider Services(string[] settings)
    {
        var pairs = settings.Chunk(2).ToDictionary(p => p[0], p => (string?)p[1]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new ServiceCollection().AddLogging().AddSingleton(new Pulse(new Microsoft.Extensions.Time.Testing.FakeTimeProvider())).AddFeishu(configuration).BuildServiceProvider();
    }
}
