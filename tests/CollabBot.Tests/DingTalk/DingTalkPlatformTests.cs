using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.DingTalk;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DingTalkPlatformTests
{
    private static readonly Card Line = Card.Line("收到");
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task An_answer_takes_the_session_webhook_and_needs_no_token()
    {
        await SendAsync(bench.AnswerTo("帮助", Line, "k-1"));
        Assert.That(bench.Simulator.Calls.Select(c => c.Path), Is.EqualTo(new[] { "/robot/sendBySession" }));
    }

    [Test]
    public async Task An_answer_in_a_direct_chat_reaches_the_person()
    {
        var heard = bench.Hear(new Saying("cidDirect", DingTalkBench.StaffId, "张伟", "帮助", Direct: true)).Message;
        await SendAsync(new Outgoing("k-1", heard.Place, Line, "zh-CN") { ReplyHints = heard.ReplyHints });
        Assert.That(Ways(), Is.EqualTo(new[] { ("sendBySession", DingTalkBench.StaffId) }));
    }

    [Test]
    public async Task After_its_expiry_the_robot_api_answers()
    {
        var answer = bench.AnswerTo("帮助", Line, "k-1");
        bench.Time.Advance(TimeSpan.FromMinutes(90));
        await SendAsync(answer);
        Assert.That(bench.Simulator.Calls.Select(c => c.Path), Is.EqualTo(new[] { "/v1.0/oauth2/accessToken", "/v1.0/robot/groupMessages/send" }));
    }

    [Test]
    public async Task A_session_that_is_gone_early_is_replaced_by_the_robot_api()
    {
        bench.Simulator.Fail("/robot/sendBySession", 200, """{"errcode":300001,"errmsg":"session 不存在"}""");
        await SendAsync(bench.AnswerTo("帮助", Line, "k-1"));
        Assert.That(Ways(), Is.EqualTo(new[] { ("groupMessages/send", DingTalkBench.GroupId) }));
    }

    [Test]
    public async Task After_its_expiry_a_direct_chat_is_reached_by_the_robot_api()
    {
        var heard = bench.Hear(new Saying("cidDirect", DingTalkBench.StaffId, "张伟", "帮助", Direct: true)).Message;
        bench.Time.Advance(TimeSpan.FromHours(3));
        await SendAsync(new Outgoing("k-1", heard.Place, Line, "zh-CN") { ReplyHints = heard.ReplyHints });
        Assert.That(Ways(), Is.EqualTo(new[] { ("oToMessages/batchSend", DingTalkBench.StaffId) }));
    }

    [Test]
    public async Task The_hints_of_a_question_never_lead_a_message_for_another_chat_into_its_chat()
    {
        var answer = bench.AnswerTo("帮助", Line, "k-1") with { Place = new Place("dingtalk", DingTalkBench.StaffId, PlaceKind.Direct) };
        await SendAsync(answer);
        Assert.That(Ways(), Is.EqualTo(new[] { ("oToMessages/batchSend", DingTalkBench.StaffId) }));
    }

    [TestCase("https://evil.example/robot/sendBySession?session=1")]
    [TestCase("http://169.254.169.254/robot/sendBySession?session=1")]
    [TestCase("https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=1")]
    [TestCase("https://oapi.dingtalk.com/robot/sendBySession?session=1")]
    [TestCase("{simulator}/v1.0/oauth2/accessToken?session=1")]
    [TestCase("file:///robot/sendBySession?session=1")]
    [TestCase("/robot/sendBySession?session=1")]
    public async Task A_session_webhook_elsewhere_is_not_called(string address)
    {
        var answer = bench.AnswerTo("帮助", Line, "k-1");
        var hints = new Dictionary<string, string>(answer.ReplyHints!) { ["sessionWebhook"] = address.Replace("{simulator}", bench.Simulator.BaseUrl, StringComparison.Ordinal) };
        await SendAsync(answer with { ReplyHints = hints });
        Assert.That(Ways(), Is.EqualTo(new[] { ("groupMessages/send", DingTalkBench.GroupId) }));
    }

    [Test]
    public async Task One_token_serves_many_sends_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => bench.Platform.SendAsync(new Outgoing($"k-{i}", bench.Group, Line, "zh-CN"), default)));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path == "/v1.0/oauth2/accessToken"), Is.EqualTo(1));
        Assert.That(bench.Simulator.Delivered, Has.Count.EqualTo(12));
    }

    [Test]
    public async Task A_token_is_renewed_before_it_ends()
    {
        await SendAsync(new Outgoing("k-1", bench.Group, Line, "zh-CN"));
        bench.Time.Advance(TimeSpan.FromMinutes(116));
        bench.Simulator.ExpireToken();
        await SendAsync(new Outgoing("k-2", bench.Group, Line, "zh-CN"));
        Assert.That(bench.Simulator.Calls.Select(c => c.Path).Skip(2), Is.EqualTo(new[] { "/v1.0/oauth2/accessToken", "/v1.0/robot/groupMessages/send" }));
    }

    [Test]
    public async Task A_withdrawn_token_is_replaced_once()
    {
        await SendAsync(new Outgoing("k-1", bench.Group, Line, "zh-CN"));
        bench.Simulator.ExpireToken();
        await SendAsync(new Outgoing("k-2", bench.Group, Line, "zh-CN"));
        Assert.That(bench.Simulator.Delivered, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_missing_scope_is_denied_with_its_name()
    {
        bench.Simulator.World.Scopes.Clear();
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Line, "zh-CN"), default);
        Assert.That((outcome as SendOutcome.Failed)?.Reason, Does.Contain("qyapi_robot_sendmsg"));
    }

    [Test]
    public async Task Wrong_credentials_are_not_ready_and_deny_the_send()
    {
        await using var wrong = await DingTalkBench.StartAsync(s => s["DingTalk:ClientSecret"] = "wrong");
        Assert.That(await wrong.Platform.ReadyAsync(default), Is.False);
        var outcome = await wrong.Platform.SendAsync(new Outgoing("k-1", wrong.Group, Line, "zh-CN"), default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Denied));
    }

    [Test]
    public async Task A_person_the_robot_may_not_reach_is_misconfigured_although_the_answer_is_200()
    {
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-1", null, Line, "zh-CN") { Recipient = "nobody" }, default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Misconfigured));
    }

    [Test]
    public async Task A_person_whose_flow_is_controlled_is_busy()
    {
        bench.Simulator.Fail("/v1.0/robot/oToMessages/batchSend", 200, $$"""{"processQueryKey":"k","flowControlledStaffIdList":["{{DingTalkBench.StaffId}}"]}""");
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-1", null, Line, "zh-CN") { Recipient = DingTalkBench.StaffId }, default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Busy));
    }

    [Test]
    public async Task Who_could_not_be_reached_is_explained()
    {
        var outcome = (SendOutcome.Failed)await bench.Platform.SendAsync(new Outgoing("k-1", null, Line, "zh-CN") { Recipient = "nobody" }, default);
        Assert.That(outcome.Reason, Is.EqualTo("联系不到这个人：已离职、不在应用的可使用范围，或停用了机器人 [HTTP 200 invalidStaffIdList]"));
    }

    [Test]
    public async Task The_twenty_first_answer_in_a_minute_takes_the_robot_api()
    {
        bench.Simulator.World.CallsPerSecond = 0;
        for (var i = 0; i < 21; i++)
            await SendAsync(bench.AnswerTo("帮助", Line, $"k-{i}"));
        Assert.That(Ways().GroupBy(w => w.Item1).Select(g => (g.Key, g.Count())), Is.EqualTo(new[] { ("sendBySession", 20), ("groupMessages/send", 1) }));
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(bench.AnswerTo("帮助", Line, "k-21"));
        Assert.That(Ways().Last().Item1, Is.EqualTo("sendBySession"));
    }

    [Test]
    public async Task A_webhook_that_is_shut_is_left_alone_for_ten_minutes()
    {
        bench.Simulator.Fail("/robot/sendBySession", 200, """{"errcode":410100,"errmsg":"发送速度太快而限流"}""");
        await SendAsync(bench.AnswerTo("帮助", Line, "k-1"));
        await SendAsync(bench.AnswerTo("帮助", Line, "k-2"));
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await SendAsync(bench.AnswerTo("帮助", Line, "k-3"));
        Assert.That(Ways().Select(w => w.Item1), Is.EqualTo(new[] { "groupMessages/send", "groupMessages/send", "sendBySession" }));
    }

    [Test]
    public async Task A_month_that_is_used_up_is_told_once_and_the_api_asked_once_an_hour()
    {
        bench.Simulator.World.CallsSpent = true;
        for (var i = 0; i < 3; i++)
        {
            var outcome = (SendOutcome.Failed)await bench.Platform.SendAsync(new Outgoing($"k-{i}", bench.Group, Line, "zh-CN"), default);
            Assert.That((outcome.Kind, outcome.RetryAfter), Is.EqualTo((FailureKind.Busy, TimeSpan.FromHours(1))));
            Assert.That(outcome.Reason, Does.Contain("本月接口调用额度用完了"));
        }

        Assert.That(bench.Simulator.Calls.Count(c => c.Path == "/v1.0/robot/groupMessages/send"), Is.EqualTo(1));
        var told = await bench.Storage.Queue.PeekAsync(QueueName.Inbox, 10, default);
        Assert.That(told.Single().Payload, Does.Contain("allowance-spent").And.Contain("2026-11"));
        await SendAsync(bench.AnswerTo("帮助", Line, "k-answer"));
        Assert.That(Ways(), Is.EqualTo(new[] { ("sendBySession", DingTalkBench.GroupId) }), "who just spoke is answered all the same");
        bench.Simulator.World.CallsSpent = false;
        bench.Time.Advance(TimeSpan.FromHours(1));
        await SendAsync(new Outgoing("k-0", bench.Group, Line, "zh-CN"));
    }

    [Test]
    public async Task A_missing_scope_is_no_reason_for_a_new_token()
    {
        bench.Simulator.World.Scopes.Clear();
        await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Line, "zh-CN"), default);
        Assert.That(bench.Simulator.Calls.Select(c => c.Path), Is.EqualTo(new[] { "/v1.0/oauth2/accessToken", "/v1.0/robot/groupMessages/send" }));
    }

    [Test]
    public async Task A_card_in_a_group_shows_what_can_be_typed_and_one_in_a_direct_chat_does_not()
    {
        var card = new Card("B-1", Tone.Neutral, new Doc([new Block.Actions([new CommandButton("认领", "卡点 认领 #B-1")])]));
        await SendAsync(new Outgoing("k-1", bench.Group, card, "zh-CN"));
        await SendAsync(new Outgoing("k-2", null, card, "zh-CN") { Recipient = DingTalkBench.StaffId });
        Assert.That(bench.Seen.Select(s => s.Text.Contains("@我 再发：", StringComparison.Ordinal)), Is.EqualTo(new[] { true, false }));
        Assert.That(bench.Seen.Select(s => s.Buttons.Single()), Is.All.EqualTo("认领 → 卡点 认领 #B-1"));
    }

    [Test]
    public async Task Without_pacing_the_twenty_first_call_in_a_second_is_refused()
    {
        for (var i = 0; i < 20; i++)
            await SendAsync(new Outgoing($"k-{i}", bench.Group, Line, "zh-CN"));
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-20", bench.Group, Line, "zh-CN"), default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Busy));
    }

    [Test]
    public async Task Pacing_spaces_the_calls_of_one_api()
    {
        await using var paced = await DingTalkBench.StartAsync(s => s["DingTalk:CallsPerSecond"] = "4");
        await paced.Platform.SendAsync(new Outgoing("k-1", paced.Group, Line, "zh-CN"), default);
        var second = paced.Platform.SendAsync(new Outgoing("k-2", paced.Group, Line, "zh-CN"), default);
        paced.Time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.That(second.IsCompleted, Is.False);
        paced.Time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        Assert.That(paced.Simulator.Delivered, Has.Count.EqualTo(2));
    }

    [Test]
    public void Our_own_cancellation_is_not_a_failure_of_the_platform()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.That(async () => await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Line, "zh-CN"), cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private IEnumerable<(string, string)> Ways() => bench.Simulator.Delivered.Select(d => (d.Way, d.Chat));

    private async Task SendAsync(Outgoing message)
    {
        var outcome = await bench.Platform.SendAsync(message, default);
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>(), outcome.ToString());
    }
}
