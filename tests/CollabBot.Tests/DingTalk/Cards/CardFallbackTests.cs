using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Outbound.Cards;
using CollabBot.Simulators.DingTalk;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>Whatever keeps a card from going out, its words arrive as a message.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CardFallbackTests
{
    private const string Create = "/v1.0/card/instances/createAndDeliver";
    private static readonly Card Blocker = new("卡点 B-1", Tone.Warning, new Doc([new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1")])]));
    private DingTalkBench bench = null!;

    private SimulatedTemplate Template
    {
        set => bench.Simulator.World.Templates[DingTalkBench.Template] = value;
    }

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.WithCardsAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task A_template_that_is_not_published_falls_back_to_action_cards_until_it_is()
    {
        Template = SimulatedTemplate.OfTheBot with { Published = false };
        for (var i = 1; i <= 3; i++)
            Assert.That(await SendAsync($"k-{i}"), Is.EqualTo(new SendOutcome.Sent(null, DingTalkBench.GroupId)).Using<SendOutcome.Sent>((a, b) => a.MessageId == b.MessageId && a.ChatId == b.ChatId));
        Assert.That(bench.Simulator.Delivered.Select(d => d.Type), Is.EqualTo(new[] { "sampleActionCard", "sampleActionCard", "sampleActionCard" }));
        Assert.That(bench.Seen.Select(s => s.Buttons.Single()), Is.All.EqualTo("我来认领 → 卡点 认领 #B-1"));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path == Create), Is.EqualTo(1), "it is not asked for every message");
        Assert.That((await RecordAsync())?.Code, Is.EqualTo("param.templateUnpublished"));

        Template = SimulatedTemplate.OfTheBot;
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.That((await SendAsync("k-4")).MessageId, Is.EqualTo("k-4"));
        Assert.That(await RecordAsync(), Has.Property(nameof(CardRecord.Code)).Null.And.Property(nameof(CardRecord.ArrivedAt)).Not.Null);
    }

    [Test]
    public async Task A_missing_permission_for_cards_costs_no_message_and_pauses_nothing()
    {
        bench.Simulator.World.Scopes.Remove("Card.Instance.Write");
        await SendAsync("k-1");
        Assert.That(bench.Simulator.Delivered.Single().Type, Is.EqualTo("sampleActionCard"));
        Assert.That((await RecordAsync())?.Reason, Does.Contain("Card.Instance.Write"));
    }

    [Test]
    public async Task A_permission_that_is_taken_away_leaves_cards_as_they_are_and_pauses_nothing()
    {
        await SendAsync("k-1");
        bench.Simulator.World.Scopes.Remove("Card.Instance.Write");
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-2", bench.Group, Blocker, "zh-CN") { UpdateOf = "k-1" }, default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Rejected), "denied would hold back every message");
        Assert.That((await RecordAsync())?.RefusedAt, Is.Not.Null);
    }

    [Test]
    public async Task A_card_that_does_not_reach_its_chat_says_nothing_about_the_next()
    {
        bench.Simulator.World.WithoutCards[DingTalkBench.GroupId] = true;
        await SendAsync("k-1");
        bench.Simulator.World.WithoutCards.Clear();
        await SendAsync("k-2");
        Assert.That(bench.Simulator.Delivered.Select(d => d.Type), Is.EqualTo(new[] { "sampleActionCard", "card" }));
    }

    [Test]
    public async Task A_card_that_was_made_and_not_delivered_is_delivered_by_the_next_try()
    {
        bench.Simulator.World.WithoutCards[DingTalkBench.GroupId] = true;
        bench.Simulator.Fail("/v1.0/robot/groupMessages/send", 403, """{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"x"}""");
        Assert.That(await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Blocker, "zh-CN"), default), Is.InstanceOf<SendOutcome.Failed>());
        bench.Simulator.World.WithoutCards.Clear();
        Assert.That((await SendAsync("k-1")).MessageId, Is.EqualTo("k-1"));
        Assert.That(bench.Simulator.Delivered.Single().Type, Is.EqualTo("card"));
    }

    [Test]
    public async Task Words_that_the_audit_stops_are_tried_as_a_message()
    {
        bench.Simulator.Fail(Create, 400, """{"code":"param.contentUnsafe","message":"x"}""");
        await SendAsync("k-1");
        await SendAsync("k-2");
        Assert.That(bench.Simulator.Delivered.Select(d => d.Type), Is.EqualTo(new[] { "sampleActionCard", "card" }));
    }

    [Test]
    public async Task A_month_that_is_used_up_leaves_the_session_webhook()
    {
        bench.Simulator.World.CallsSpent = true;
        Assert.That(await bench.Platform.SendAsync(bench.AnswerTo("卡点 列表", Blocker, "k-1"), default), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Simulator.Delivered.Single().Way, Is.EqualTo("sendBySession"));
    }

    [TestCase(500, """{"code":"system.busy","message":"x"}""")]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi","message":"x"}""")]
    public async Task What_passes_by_itself_is_tried_again_as_a_card(int status, string body)
    {
        bench.Simulator.Fail(Create, status, body);
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Blocker, "zh-CN"), default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Busy));
        Assert.That((await SendAsync("k-1")).MessageId, Is.EqualTo("k-1"));
        Assert.That(bench.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_token_is_denied_and_no_reason_to_give_up_cards()
    {
        bench.Simulator.Fail(Create, 400, """{"code":"InvalidAuthentication","message":"不合法的access_token"}""", times: 2);
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Blocker, "zh-CN"), default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Denied));
        Assert.That((await SendAsync("k-1")).MessageId, Is.EqualTo("k-1"));
    }

    private async Task<SendOutcome.Sent> SendAsync(string key)
    {
        var outcome = await bench.Platform.SendAsync(new Outgoing(key, bench.Group, Blocker, "zh-CN"), default);
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>(), outcome.ToString());
        return (SendOutcome.Sent)outcome;
    }

    private Task<CardRecord?> RecordAsync() => bench.Storage.FindAsync<CardRecord>(DingTalkBench.Template);
}
