using System.Text.Json;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Outbound;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>With a card template, what is more than a line is a card that can change.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CardSendTests
{
    private const string Create = "/v1.0/card/instances/createAndDeliver";
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.WithCardsAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task A_card_goes_to_its_group_under_the_key_of_its_message()
    {
        var outcome = await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"));
        Assert.That(outcome.MessageId, Is.EqualTo("k-1"));
        var card = bench.Simulator.Card("k-1")!;
        Assert.That(card.Spaces, Is.EqualTo(new[] { ("IM_GROUP", DingTalkBench.GroupId) }));
        Assert.That((card.Value("title"), card.Value("tone"), card.Value("markdown"), card.Value("button1"), card.Value("line1"), card.Value("button2"), card.Value("chat"), card.Callback),
            Is.EqualTo(("⚠️ 卡点 B-1", "orange", "待响应", "我来认领", "卡点 认领 #B-1", "", "group", "STREAM")));
    }

    [Test]
    public async Task A_card_for_a_person_stands_in_the_chat_with_the_robot()
    {
        await SendAsync(new Outgoing("k-1", null, Blocker("待响应"), "zh-CN") { Recipient = DingTalkBench.StaffId });
        Assert.That(bench.Simulator.Card("k-1")!.Spaces, Is.EqualTo(new[] { ("IM_ROBOT", DingTalkBench.StaffId) }));
        Assert.That(bench.Simulator.Card("k-1")!.Value("chat"), Is.EqualTo("direct"));
    }

    [Test]
    public async Task A_line_stays_a_message_unless_it_will_change()
    {
        var line = await SendAsync(new Outgoing("k-1", bench.Group, Card.Line("收到"), "zh-CN"));
        var live = await SendAsync(new Outgoing("k-2", bench.Group, Card.Line("收到"), "zh-CN") { Live = true });
        Assert.That((line.MessageId, live.MessageId), Is.EqualTo(((string?)null, "k-2")));
        Assert.That((bench.Simulator.Card("k-2")!.Value("title"), bench.Simulator.Card("k-2")!.Value("markdown")), Is.EqualTo(("", "收到")));
    }

    [Test]
    public async Task A_change_goes_by_key_and_takes_away_what_is_gone()
    {
        await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"));
        await SendAsync(new Outgoing("k-2", bench.Group, new Card("卡点 B-1", Tone.Good, Say("已解除")), "zh-CN") { UpdateOf = "k-1" });
        var card = bench.Simulator.Card("k-1")!;
        Assert.That((card.Value("tone"), card.Value("markdown"), card.Value("button1"), card.Value("line1")), Is.EqualTo(("green", "已解除", "", "")));
        using var sent = JsonDocument.Parse(bench.Simulator.Calls[^1].Body);
        Assert.That(sent.RootElement.GetProperty("cardUpdateOptions").GetProperty("updateCardDataByKey").GetBoolean());
    }

    [Test]
    public async Task A_card_whose_end_nobody_saw_is_there_once_and_without_a_doubt()
    {
        bench.Simulator.Fail(Create, 504, "");
        Assert.That((await bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"), default) as SendOutcome.Failed)?.Unsure, Is.True);
        await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"));
        Assert.That(bench.Seen.Single().Text, Does.Not.Contain("可能重复"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_card_that_arrived_although_its_answer_was_lost_is_not_shown_twice(bool passedOver)
    {
        bench.Simulator.World.TakenIdsPassOver = passedOver;
        await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"));
        await bench.Storage.CommitAsync(async work => work.Save((await work.FindAsync<SendNote>("k-1", default))! with { ArrivedAt = null }));
        Assert.That((await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"))).MessageId, Is.EqualTo("k-1"));
        Assert.That(bench.Simulator.Delivered, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_sent_as_a_card_before_a_crash_keeps_its_id_after_it()
    {
        await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"));
        await bench.RestartAsync();
        Assert.That((await SendAsync(new Outgoing("k-1", bench.Group, Blocker("待响应"), "zh-CN"))).MessageId, Is.EqualTo("k-1"));
    }

    [Test]
    public async Task A_card_that_is_gone_is_outdated()
    {
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-2", bench.Group, Blocker("x"), "zh-CN") { UpdateOf = "never" }, default);
        Assert.That((outcome as SendOutcome.Failed)?.Kind, Is.EqualTo(FailureKind.Outdated));
    }

    [Test]
    public async Task A_card_in_several_messages_grows_and_shrinks_in_place()
    {
        var first = await SendAsync(new Outgoing("k-1", bench.Group, Long(12_000), "zh-CN") { Live = true });
        Assert.That(first.More, Is.EqualTo(new[] { "k-1~2", "k-1~3" }));
        var second = await SendAsync(new Outgoing("k-2", bench.Group, Long(6_000), "zh-CN") { UpdateOf = "k-1", UpdateMore = first.More });
        Assert.That(bench.Simulator.Card("k-1~3")!.Value("markdown"), Does.Contain("并到前面"));
        var third = await SendAsync(new Outgoing("k-3", bench.Group, Long(17_000), "zh-CN") { UpdateOf = "k-1", UpdateMore = second.More });
        Assert.That(string.Concat(bench.Seen.Select(s => s.Text)).Count(c => c == '卡'), Is.EqualTo(17_000));
        Assert.That(third.More, Has.Count.EqualTo(bench.Simulator.Delivered.Count - 1).And.All.StartsWith("k-1~"));
    }

    [Test]
    public async Task Who_is_mentioned_in_a_card_is_notified_and_named()
    {
        var card = new Card("B-1", Tone.Neutral, new Doc([new Block.Paragraph([new Inline.At("p-1", "张<伟>"), new Inline.Words("请看")])]));
        await SendAsync(new Outgoing("k-1", bench.Group, card, "zh-CN") { MentionedUsers = new Dictionary<string, string> { ["p-1"] = DingTalkBench.StaffId } });
        Assert.That(bench.Simulator.Card("k-1")!.Value("markdown"), Is.EqualTo("<a atId=manager4220>张&lt;伟></a> 请看").Or.EqualTo("<a atId=manager4220>张&lt;伟&gt;</a> 请看"));
        Assert.That(bench.Simulator.Delivered.Single().Notified, Is.EqualTo(new[] { DingTalkBench.StaffId }));
    }

    [Test]
    public async Task A_table_is_a_table_and_its_cells_cannot_break_out()
    {
        Cell Say(string words) => new([new Inline.Words(words)]);
        var table = new Block.Table([Say("目标"), Say("进度")], [new Row([Say("NPS|x"), Say("第一行\n第二行")]), new Row([Say("*b*")]), new Row([Say("c"), Say("d"), Say("e")])]);
        await SendAsync(new Outgoing("k-1", bench.Group, new Card("表", Tone.Neutral, new Doc([table])), "zh-CN"));
        Assert.That(bench.Simulator.Card("k-1")!.Value("markdown"), Is.EqualTo("| 目标 | 进度 |  |\n| --- | --- | --- |\n| NPS\\|x | 第一行<br>第二行 |  |\n| \\*b\\* |  |  |\n| c | d | e |"));
    }

    [Test]
    public async Task Mentions_that_make_a_card_longer_than_its_message_cost_no_word()
    {
        var names = Enumerable.Range(0, 600).ToDictionary(i => $"p-{i}", i => $"u{i}");
        var card = new Card("全员", Tone.Neutral, new Doc([.. names.Keys.Select(n => new Block.Paragraph([new Inline.At(n, "某某某"), new Inline.Words("卡")]))]));
        await SendAsync(new Outgoing("k-1", bench.Group, card, "zh-CN") { MentionedUsers = names });
        Assert.That(string.Concat(bench.Seen.Select(s => s.Text)).Count(c => c == '卡'), Is.EqualTo(600));
    }

    [Test]
    public async Task A_card_stays_where_the_bot_can_answer() =>
        Assert.That((await SendAsync(new Outgoing("k-1", bench.Group, Blocker("x"), "zh-CN"))).MessageId is not null && bench.Simulator.Calls[^1].Body.Contains("\"supportForward\":false", StringComparison.Ordinal));

    [Test]
    public async Task A_button_to_a_page_of_ours_is_a_link()
    {
        var card = new Card("表单", Tone.Neutral, new Doc([new Block.Actions([new CommandButton("打开", "卡点") { Url = "https://bot.example.com/f/1" }])]));
        await SendAsync(new Outgoing("k-1", null, card, "zh-CN") { Recipient = DingTalkBench.StaffId });
        Assert.That(bench.Seen.Single().Links, Is.EqualTo(new[] { "https://bot.example.com/f/1" }));
        Assert.That(bench.Simulator.Card("k-1")!.Value("button1"), Is.Empty);
    }

    [TestCase("用新的话", "我来认领", 2)]
    [TestCase("我来认领", "我来认领", 0)]
    public async Task Buttons_of_two_rows_stand_together_where_their_labels_tell_them_apart(string first, string second, int native)
    {
        Block.Actions Row(string label) => new([new CommandButton(label, "卡点 认领 #B-1")]);
        await SendAsync(new Outgoing("k-1", bench.Group, new Card("B", Tone.Neutral, new Doc([Row(first), .. Say("说明").Blocks, Row(second)])), "zh-CN"));
        Assert.That(Enumerable.Range(1, 6).Count(i => bench.Simulator.Card("k-1")!.Value($"button{i}").Length > 0), Is.EqualTo(native));
        Assert.That(bench.Seen.Single().Buttons, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Two_pictures_of_one_card_keep_their_distance_and_their_order()
    {
        await using var paced = await DingTalkBench.WithCardsAsync(s => s["DingTalk:CallsPerSecond"] = "1000");
        await paced.Platform.SendAsync(new Outgoing("k-1", paced.Group, Blocker("一"), "zh-CN"), default);
        await paced.Platform.SendAsync(new Outgoing("k-2", paced.Group, Blocker("二"), "zh-CN") { UpdateOf = "k-1" }, default);
        var third = paced.Platform.SendAsync(new Outgoing("k-3", paced.Group, Blocker("三"), "zh-CN") { UpdateOf = "k-1" }, default);
        paced.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.That(third.IsCompleted, Is.False);
        paced.Time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.That(await third.WaitAsync(TimeSpan.FromSeconds(20)), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(paced.Simulator.Card("k-1")!.Value("markdown"), Is.EqualTo("三"));
    }

    private static Card Blocker(string state) =>
        new("卡点 B-1", Tone.Warning, new Doc([new Block.Paragraph([new Inline.Words(state)]), new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1")])]));

    private static Card Long(int signs) => new("长", Tone.Neutral, Say(new string('卡', signs)));

    private static Doc Say(string text) => new([new Block.Paragraph([new Inline.Words(text)])]);

    private async Task<SendOutcome.Sent> SendAsync(Outgoing message)
    {
        var outcome = await bench.Platform.SendAsync(message, default);
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>(), outcome.ToString());
        return (SendOutcome.Sent)outcome;
    }
}
