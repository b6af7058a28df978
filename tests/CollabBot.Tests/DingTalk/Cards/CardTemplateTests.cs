using CollabBot.Core.Docs;
using CollabBot.DingTalk.Outbound;
using CollabBot.DingTalk.Outbound.Cards;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>Operators make the template by hand: what they are told to make is what is filled in.</summary>
public sealed class CardTemplateTests
{
    private static readonly CardFace Face = CardFace.Draw(
        new MessagePage(new Card("B-1", Tone.Danger, new Doc([new Block.Actions([new CommandButton("认领", "卡点 认领 #B-1")])])), 1, 1), new Dictionary<string, string>(), new MessageSetting("", null), direct: false);

    [TestCase("dingtalk-card-template.md")]
    [TestCase("dingtalk-card-template.zh-CN.md")]
    public void Every_variable_stands_in_the_instructions(string page)
    {
        var text = File.ReadAllText(Path.Combine(Source.Root, "docs", page));
        var named = Face.Variables.Keys.Select(k => k.StartsWith("button", StringComparison.Ordinal) || k.StartsWith("line", StringComparison.Ordinal) ? k[..^1] + "6" : k);
        foreach (var name in named.Distinct())
            Assert.That(text, Does.Contain($"`{name}`"));
    }

    [Test]
    public void The_simulators_template_is_the_same() => Assert.That(SimulatedTemplate.OfTheBot.Variables, Is.EquivalentTo(Face.Variables.Keys));

    [Test]
    public void Colours_are_those_the_instructions_name()
    {
        var text = File.ReadAllText(Path.Combine(Source.Root, "docs", "dingtalk-card-template.md"));
        foreach (var tone in Enum.GetValues<Tone>())
            Assert.That(text, Does.Contain($"`{CardFace.Draw(new MessagePage(new Card("x", tone, Doc.Empty), 1, 1), new Dictionary<string, string>(), new MessageSetting("", null), true).Variables["tone"]}`"));
    }
}
