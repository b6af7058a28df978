using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Features.Blockers;
using CollabBot.Feishu;
using CollabBot.Feishu.Api;

namespace CollabBot.Tests.Feishu;

/// <summary>Every code that Feishu answers, shows on a card or shows to who pressed a button has one sentence.</summary>
public sealed class ReasonTests
{
    private static readonly Phrasebook Book = Phrasebook.Load(new TemplateFiles([typeof(Blocker).Assembly], null));
    private static readonly FeishuWords Words = new(Book, Microsoft.Extensions.Options.Options.Create(new CollabBot.Core.TeamOptions()));

    [TestCase(230002, "机器人不在这个群里")]
    [TestCase(230013, "可用范围")]
    [TestCase(230020, "频率")]
    [TestCase(230025, "长度上限")]
    [TestCase(230028, "防泄漏")]
    [TestCase(230031, "14 天")]
    [TestCase(99991663, "凭证")]
    [TestCase(99991672, "权限")]
    [TestCase(99992361, "另一个应用")]
    [TestCase(10014, "App Secret")]
    [TestCase(200340, "card.action.trigger")]
    [TestCase(200341, "3 秒")]
    [TestCase(200621, "不认识的属性")]
    [TestCase(11310, "太多")]
    [TestCase(100290, "提到的人")]
    [TestCase(200550, "图表")]
    public void A_code_is_explained(int code, string says) => Assert.That(Words.Why(code), Does.Contain(says));

    [Test]
    public void Every_sentence_exists_in_both_languages_and_ends_as_one() => Assert.Multiple(() =>
    {
        foreach (var code in FeishuReasons.Codes)
        {
            Assert.That(Book.Say(FeishuReasons.Key(code)!, "zh-CN"), Does.EndWith("。"), $"{code}");
            Assert.That(Book.Say(FeishuReasons.Key(code)!, "en"), Does.EndWith("."), $"{code}");
        }
    });

    [TestCase("Failed to create card content, ext=ErrCode: 200550; ErrPath: ROOT -> body -> elements -> [2](tag: chart); ErrMsg: chart spec is invalid; ErrorValue: {}; ", 200550)]
    [TestCase("Failed to create card content, ext=ErrCode: 11310; ErrPath: ROOT; ErrMsg: element exceeds the limit; ErrorValue: ; ", 11310)]
    [TestCase("Failed to create card content", 230099)]
    [TestCase("ErrCode: 99999999999999", 230099)]
    [TestCase(null, 230099)]
    public void Why_a_card_was_refused_is_read_from_its_words(string? message, int cause) => Assert.That(FeishuFailures.Cause(230099, message), Is.EqualTo(cause));

    [Test]
    public void Operators_read_the_sentence_first_and_then_the_code()
    {
        var failed = Words.Outcome(new FeishuFailure(FailureKind.Rejected, 230099, "HTTP 400, code 230099: Failed, log 1") { Cause = 200621 });
        Assert.That(failed.Reason, Is.EqualTo("卡片里有飞书不认识的属性或写法。请带上方括号里的内容反馈。 [HTTP 400, code 230099: Failed, log 1]"));
    }

    [Test]
    public void A_code_that_nobody_knows_is_left_as_the_platform_said_it() =>
        Assert.That(Words.Outcome(new FeishuFailure(FailureKind.Unreachable, 7, "HTTP 500, code 7: x")).Reason, Is.EqualTo("HTTP 500, code 7: x"));
}
