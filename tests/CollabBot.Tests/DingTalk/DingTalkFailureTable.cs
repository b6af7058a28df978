using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.DingTalk;
using CollabBot.DingTalk.Api;
using CollabBot.Features.Blockers;

namespace CollabBot.Tests.DingTalk;

/// <summary>Answers as DingTalk gives them, and what each means for trying again.</summary>
public sealed class DingTalkFailureTable
{
    [TestCase(403, """{"code":"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi","message":"x"}""", FailureKind.Busy, 1)]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"x"}""", FailureKind.Busy, 1)]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.QpmLimitForAppkeyAndApi","message":"x"}""", FailureKind.Busy, 60)]
    [TestCase(400, """{"code":"send.too.fast","message":"x"}""", FailureKind.Busy, 60)]
    [TestCase(200, """{"errcode":90018,"errmsg":"x"}""", FailureKind.Busy, 1)]
    [TestCase(200, """{"errcode":90002,"errmsg":"x"}""", FailureKind.Busy, 1)]
    [TestCase(200, """{"errcode":-1,"errmsg":"系统繁忙"}""", FailureKind.Busy, 1)]
    [TestCase(200, """{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}""", FailureKind.Busy, 600)]
    [TestCase(200, """{"errcode":410100,"errmsg":"x"}""", FailureKind.Busy, 600)]
    [TestCase(200, """{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"u"}""", FailureKind.Busy, 300)]
    [TestCase(429, """{"code":99991400,"msg":"x"}""", FailureKind.Busy, 1)]
    [TestCase(400, """{"code":"InvalidAuthentication","message":"不合法的access_token"}""", FailureKind.Denied, 0)]
    [TestCase(400, """{"code":"invalidClientIdOrSecret","message":"x"}""", FailureKind.Denied, 0)]
    [TestCase(401, """{"requestid":"r","code":"authFailed","message":"鉴权失败"}""", FailureKind.Denied, 0)]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.IpNotInWhiteList","message":"x"}""", FailureKind.Denied, 0)]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg","message":"x"}""", FailureKind.Busy, 3600)]
    [TestCase(200, """{"errcode":40014,"errmsg":"x"}""", FailureKind.Denied, 0)]
    [TestCase(200, """{"errcode":42001,"errmsg":"x"}""", FailureKind.Denied, 0)]
    [TestCase(200, """{"errcode":90020,"errmsg":"x"}""", FailureKind.Busy, 3600)]
    [TestCase(200, """{"errcode":88,"errmsg":"x","sub_code":"60011","sub_msg":"x"}""", FailureKind.Denied, 0)]
    [TestCase(200, """{"errcode":300001,"errmsg":"session 不存在"}""", FailureKind.Misconfigured, 0)]
    [TestCase(400, """{"code":"group.disbanded","message":"x"}""", FailureKind.Misconfigured, 0)]
    [TestCase(400, """{"code":"invalid.openConversationId","message":"x"}""", FailureKind.Misconfigured, 0)]
    [TestCase(400, """{"code":"invalidParameter.robotCode.notExsit","message":"x"}""", FailureKind.Misconfigured, 0)]
    [TestCase(400, """{"code":"bot.stopped","message":"x"}""", FailureKind.Misconfigured, 0)]
    [TestCase(400, """{"code":"staffId.notExisted","message":"x"}""", FailureKind.Misconfigured, 0)]
    [TestCase(400, """{"code":"invalidParameter.msgParam.tooLong","message":"x"}""", FailureKind.Rejected, 0)]
    [TestCase(400, """{"code":"miss.param.markdownTotext","message":"x"}""", FailureKind.Rejected, 0)]
    [TestCase(404, """{"code":"InvalidAction.NotFound","message":"x"}""", FailureKind.Rejected, 0)]
    [TestCase(200, """{"errcode":460101,"errmsg":"x"}""", FailureKind.Rejected, 0)]
    [TestCase(200, """{"errcode":40035,"errmsg":"x"}""", FailureKind.Rejected, 0)]
    [TestCase(500, """{"code":"system.error","message":"x"}""", FailureKind.Unreachable, 0)]
    [TestCase(400, """{"code":"systemError","message":"系统错误"}""", FailureKind.Unreachable, 0)]
    [TestCase(503, """{"code":"ServiceUnavailable","message":"x"}""", FailureKind.Unreachable, 0)]
    [TestCase(500, """{"code":500,"msg":"internal error"}""", FailureKind.Unreachable, 0)]
    [TestCase(200, """{"errcode":987654,"errmsg":"nobody knows"}""", FailureKind.Unreachable, 0)]
    [TestCase(200, "<html>", FailureKind.Unreachable, 0)]
    [TestCase(502, "", FailureKind.Unreachable, 0)]
    [TestCase(0, "HttpRequestException", FailureKind.Unreachable, 0)]
    public void Each_answer_has_its_plan(int status, string body, FailureKind kind, int waitSeconds)
    {
        var failure = DingTalkFailures.Classify(new DingTalkAnswer(status, body, null));
        Assert.That((failure?.Kind, (int)(failure?.RetryAfter ?? TimeSpan.Zero).TotalSeconds), Is.EqualTo(((FailureKind?)kind, waitSeconds)));
    }

    [TestCase("""{"errcode":0,"errmsg":"ok"}""")]
    [TestCase("""{"errcode":"0","errmsg":"ok"}""")]
    [TestCase("""{"processQueryKey":"k"}""")]
    [TestCase("{}")]
    [TestCase("")]
    public void Success_is_no_failure(string body) => Assert.That(DingTalkFailures.Classify(new DingTalkAnswer(200, body, null)), Is.Null);

    [Test]
    public void The_wait_that_the_platform_names_wins() => Assert.That(
        DingTalkFailures.Classify(new DingTalkAnswer(429, "{}", TimeSpan.FromSeconds(7)))?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));

    [Test]
    public void A_missing_scope_is_named() => Assert.That(
        DingTalkFailures.Classify(new DingTalkAnswer(403, """
            {"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","message":"没有权限","accessdenieddetail":{"requiredScopes":["qyapi_robot_sendmsg"]}}
            """, null))?.Reason,
        Is.EqualTo("HTTP 403 Forbidden.AccessDenied.AccessTokenPermissionDenied: 没有权限 (needs qyapi_robot_sendmsg)"));

    [TestCase(0, "TaskCanceledException", true, true)]
    [TestCase(0, "HttpRequestException", false, false)]
    [TestCase(504, "", true, true)]
    [TestCase(503, """{"code":"ServiceUnavailable","message":"x"}""", true, true)]
    [TestCase(400, """{"code":"unknown.send.result","message":"x"}""", true, true)]
    [TestCase(200, "<html>", true, true)]
    [TestCase(400, """{"code":"group.disbanded","message":"x"}""", true, false)]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"x"}""", true, false)]
    public void What_may_have_arrived_all_the_same_is_told_apart(int status, string body, bool wentOut, bool unsure) =>
        Assert.That(DingTalkFailures.Classify(new DingTalkAnswer(status, body, null) { WentOut = wentOut })?.Unsure, Is.EqualTo(unsure));

    [Test]
    public void Every_code_with_a_plan_has_a_sentence_in_both_languages()
    {
        var phrases = Phrasebook.Load(new TemplateFiles([typeof(OpenBlocker).Assembly], null));
        foreach (var key in DingTalkReasons.Codes.Select(DingTalkReasons.Key).Distinct())
            Assert.That(new[] { phrases.Say(key!, "zh-CN"), phrases.Say(key!, "en") }, Is.Unique.And.None.EqualTo(key), key);
        // A session that is gone is never the end, and the gateway's systemError belongs to the stream
        Assert.That(DingTalkFailures.Codes.Except(DingTalkReasons.Codes), Is.EquivalentTo(new[] { "300001", "session.notExisted", "session.expired", "system.error", "systemError", "unknown.send.result" }));
    }
}
