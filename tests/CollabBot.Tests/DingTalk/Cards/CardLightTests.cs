using CollabBot.Core.Docs;
using CollabBot.Core.Doctor;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.DingTalk.Doctor;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>The doctor says once what every refused card would say.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CardLightTests
{
    private Patient patient = null!;

    [SetUp]
    public async Task Start() => patient = await Patient.ComeAsync(("DingTalk:CardTemplateId", DingTalkBench.Template));

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [Test]
    public async Task Without_a_template_there_is_no_such_light()
    {
        await using var plain = await Patient.ComeAsync();
        Assert.That((await plain.LookAsync()).Select(l => l.Key), Has.None.EqualTo("card"));
    }

    [Test]
    public async Task It_is_amber_until_a_card_arrived()
    {
        Assert.That(await patient.ColourAsync("card"), Is.EqualTo(LightColour.Amber));
        await SendAsync("k-1");
        Assert.That(await patient.ColourAsync("card"), Is.EqualTo(LightColour.Green));
    }

    [TestCase("zh-CN", "请核对 DingTalk:CardTemplateId")]
    [TestCase("en", "check DingTalk:CardTemplateId")]
    public async Task A_refused_template_is_red_with_the_way_out_until_it_works(string locale, string way)
    {
        patient.World.Templates.Clear();
        await SendAsync("k-1");
        var light = await patient.LightAsync("card", locale);
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, "https://open-dev.dingtalk.com/fe/card")));
        Assert.That(light.Sentence, Does.Contain("param.templateNotExist").And.Contain(way).And.Not.Contain("{"));

        patient.World.Templates[DingTalkBench.Template] = SimulatedTemplate.OfTheBot;
        patient.Bench.Time.Advance(TimeSpan.FromMinutes(15));
        await SendAsync("k-2");
        Assert.That(await patient.ColourAsync("card"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_missing_permission_is_named_with_the_page_that_grants_it()
    {
        patient.World.Scopes.Remove("Card.Instance.Write");
        await SendAsync("k-1");
        var light = await patient.LightAsync("card");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Link, Does.Contain("Card.Instance.Write"));
        Assert.That(light.Sentence, Does.Contain("Card.Instance.Write"));
    }

    private async Task SendAsync(string key)
    {
        var card = new Card("卡点 B-1", Tone.Neutral, new Doc([new Block.Paragraph([new Inline.Words("待响应")])]));
        Assert.That(await patient.Bench.Platform.SendAsync(new Outgoing(key, patient.Bench.Group, card, "zh-CN"), default), Is.InstanceOf<SendOutcome.Sent>());
    }
}
