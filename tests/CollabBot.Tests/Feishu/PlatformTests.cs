using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

public sealed class PlatformTests
{
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private static readonly Place Group = new("feishu", "oc_g", PlaceKind.Group);
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    private IReadOnlyList<SimMessage> Seen => bench.Simulator.Desk.Messages;

    [Test]
    public async Task A_card_goes_to_a_chat()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN") { MentionedUsers = new Dictionary<string, string> { ["zhang"] = Zhang } });
        Assert.That(Seen, Has.Count.EqualTo(1));
        Assert.That(sent, Is.EqualTo(new SendOutcome.Sent(Seen[0].MessageId, "oc_g")));
        Assert.That(Seen[0].Content.ToJsonString(), Does.Contain($"at id={Zhang}"));
    }

    [Test]
    public async Task A_line_goes_as_text_to_a_person()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", null, Card.Line("好的"), "zh-CN") { Recipient = Zhang });
        Assert.That((Seen[0].Type, Seen[0].Receiver, (string?)Seen[0].Content["text"]), Is.EqualTo(("text", Zhang, "好的")));
        Assert.That(sent.ChatId, Is.EqualTo(Seen[0].ChatId));
    }

    [Test]
    public async Task An_answer_hangs_on_the_message_it_answers()
    {
        await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN") { ReplyTo = "om_asked" });
        Assert.That(Seen.Single().ReplyTo, Is.EqualTo("om_asked"));
    }

    [Test]
    public async Task An_answer_to_a_recalled_message_is_still_said_in_its_chat()
    {
        bench.Simulator.Desk.Recall("om_asked");
        var outcome = await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN") { ReplyTo = "om_asked" });
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>());
        Assert.That((Seen.Single().ReplyTo, Seen.Single().ChatId), Is.EqualTo(((string?)null, "oc_g")));
    }

    [Test]
    public async Task A_card_is_updated_in_place()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN"));
        var updated = await Send(new Outgoing("k2", Group, Cards.Everything, "zh-CN") { UpdateOf = sent.MessageId });
        Assert.That(updated, Is.EqualTo(new SendOutcome.Sent(sent.MessageId, "oc_g")));
        Assert.That((Seen.Single().Updates, (string?)Seen.Single().Content["header"]!["title"]!["content"]), Is.EqualTo((1, "所有块")));
    }

    [Test]
    public async Task The_same_key_is_shown_once_even_when_the_answer_was_lost()
    {
        bench.Simulator.Faults.LoseAnswer();
        var message = new Outgoing("k1", Group, Card.Line("好的"), "zh-CN");
        var first = await Send(message);
        var second = await Send(message);
        Assert.That(((SendOutcome.Failed)first).Kind, Is.EqualTo(FailureKind.Unreachable));
        Assert.That(second, Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Too_many_calls_says_when_to_come_back()
    {
        bench.Simulator.Faults.Answer(FeishuReply.TooMany(52));
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"));
        Assert.That((failed.Kind, failed.RetryAfter), Is.EqualTo((FailureKind.Busy, (TimeSpan?)TimeSpan.FromSeconds(52))));
    }

    [TestCase(500)]
    [TestCase(503)]
    public async Task A_broken_platform_is_called_once_and_reported(int status)
    {
        bench.Simulator.Faults.Answer(FeishuReply.Fail(status, "internal error", status), times: 5);
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"));
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Unreachable));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path.EndsWith("/messages", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_chat_without_the_bot_is_misconfigured()
    {
        bench.Simulator.World.LeftChats["oc_g"] = true;
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"));
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Misconfigured));
        Assert.That(failed.Reason, Does.Contain("230002").And.Not.Contain("好的"));
    }

    [Test]
    public async Task A_card_that_is_being_pressed_is_updated_a_moment_later()
    {
        bench.Simulator.Faults.Answer(FeishuReply.Card(new CardFault(11310, "ROOT", "card action is lock")));
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN") { UpdateOf = "om_1" });
        Assert.That((failed.Kind, failed.RetryAfter), Is.EqualTo((FailureKind.Busy, (TimeSpan?)TimeSpan.FromSeconds(1))));
    }

    [Test]
    public async Task What_a_refused_card_said_is_not_in_the_reason()
    {
        bench.Simulator.Faults.Answer(FeishuReply.Card(new CardFault(200621, "ROOT -> body", "parse error", "机密的话")), times: 2);
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN"));
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Rejected));
        Assert.That(failed.Reason, Does.Contain("200621").And.Not.Contain("机密的话"));
    }

    [Test]
    public async Task While_the_platform_wants_to_be_left_alone_it_is_not_asked()
    {
        bench.Simulator.Faults.Answer(FeishuReply.TooMany(52));
        await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"));
        bench.Time.Advance(TimeSpan.FromSeconds(12));
        var early = (SendOutcome.Failed)await Send(new Outgoing("k2", Group, Card.Line("好的"), "zh-CN"));
        Assert.That((early.Kind, early.RetryAfter, bench.Simulator.Calls.Count(IsSend)), Is.EqualTo((FailureKind.Busy, (TimeSpan?)TimeSpan.FromSeconds(40), 1)));
        bench.Time.Advance(TimeSpan.FromSeconds(41));
        Assert.That(await Send(new Outgoing("k3", Group, Card.Line("好的"), "zh-CN")), Is.InstanceOf<SendOutcome.Sent>());
    }

    [Test]
    public async Task Many_sends_at_once_fetch_one_token()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Send(new Outgoing($"k{i}", Group, Card.Line("好的"), "zh-CN"))));
        Assert.That((Seen.Count, bench.Simulator.Tokens.Asked), Is.EqualTo((20, 1)));
    }

    [TestCase(400)]
    [TestCase(200)]
    public async Task A_revoked_token_is_replaced_once_for_all_who_noticed(int status)
    {
        await bench.DisposeAsync();
        bench = await FeishuBench.StartAsync(new FeishuWorld { StaleTokenStatus = status });
        await Send(new Outgoing("k0", Group, Card.Line("好的"), "zh-CN"));
        bench.Simulator.Tokens.RevokeAll();
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => Send(new Outgoing($"k{i}", Group, Card.Line("好的"), "zh-CN"))));
        Assert.That(outcomes, Is.All.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Simulator.Tokens.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_token_is_replaced_before_it_ends()
    {
        await Send(new Outgoing("k0", Group, Card.Line("好的"), "zh-CN"));
        bench.Time.Advance(TimeSpan.FromMinutes(118));
        await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"));
        Assert.That(bench.Simulator.Tokens.Asked, Is.EqualTo(2));
        Assert.That(bench.Simulator.Calls.Select(c => c.Code), Is.All.Zero);
    }

    [Test]
    public async Task A_wrong_secret_is_denied_without_asking_for_every_send()
    {
        await using var wrong = await FeishuBench.StartAsync(null, ("Feishu:AppSecret", "wrong"));
        var first = (SendOutcome.Failed)await wrong.Platform.SendAsync(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"), CancellationToken.None);
        await wrong.Platform.SendAsync(new Outgoing("k2", Group, Card.Line("好的"), "zh-CN"), CancellationToken.None);
        Assert.That(first.Kind, Is.EqualTo(FailureKind.Denied));
        Assert.That(first.Reason, Does.Contain("10015").And.Not.Contain("wrong"));
        Assert.That(wrong.Simulator.Tokens.Asked, Is.EqualTo(1));
        Assert.That(await wrong.Platform.ReadyAsync(CancellationToken.None), Is.False);
    }

    [Test]
    public async Task It_is_ready_once_a_token_was_fetched() => Assert.That(await bench.Platform.ReadyAsync(CancellationToken.None), Is.True);

    [Test]
    public async Task It_learns_who_it_is()
    {
        var learner = bench.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<CollabBot.Feishu.Inbound.BotIdentityLearner>().Single();
        await learner.StartAsync(CancellationToken.None);
        await learner.ExecuteTask!;
        Assert.That(bench.Bot.OpenId, Is.EqualTo(bench.Simulator.World.BotOpenId));
    }

    private Task<SendOutcome> Send(Outgoing message) => bench.Platform.SendAsync(message, CancellationToken.None);

    private static bool IsSend(SimCall call) => call.Path.EndsWith("/im/v1/messages", StringComparison.Ordinal);
}
