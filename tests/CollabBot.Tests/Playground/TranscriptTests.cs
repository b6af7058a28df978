using CollabBot.Core.Docs;
using CollabBot.Core.Storage;
using CollabBot.Playground;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Playground;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TranscriptTests
{
    private readonly LiteDbHost host = new();
    private readonly PlaygroundFeed feed = new();

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task An_ordinary_direct_exchange_is_written_once_it_is_answered()
    {
        var transcript = Transcript();
        var chat = PlaygroundChats.Direct("xiaolin");
        var said = await transcript.SayAsync(chat, "xiaolin", "我的", default);
        Assert.That(await WrittenAsync(), Is.Empty);
        await AnswerAsync(transcript, chat, said.Id, confidential: false);
        Assert.That((await WrittenAsync()).Select(m => m.Text ?? "card"), Is.EqualTo(new[] { "我的", "card" }));
    }

    [Test]
    public async Task A_confidential_exchange_leaves_nothing_on_disk_but_is_seen_by_its_person()
    {
        var transcript = Transcript();
        var chat = PlaygroundChats.Direct("xiaolin");
        var said = await transcript.SayAsync(chat, "xiaolin", "反馈 @研发部 秘密 匿名", default);
        await AnswerAsync(transcript, chat, said.Id, confidential: true);
        Assert.That(await WrittenAsync(), Is.Empty);
        Assert.That(await transcript.ListAsync(chat.Id, 0, 10, default), Has.Count.EqualTo(2));
        Assert.That(await Transcript().ListAsync(chat.Id, 0, 10, default), Is.Empty, "after a restart");
    }

    [Test]
    public async Task The_order_goes_on_after_a_restart()
    {
        await Transcript().SayAsync(PlaygroundChats.Strategy, "lina", "一", default);
        await host.RestartAsync();
        await Transcript().SayAsync(PlaygroundChats.Strategy, "lina", "二", default);
        Assert.That((await WrittenAsync()).Select(m => (m.Seq, m.Text)), Is.EqualTo(new[] { (1L, "一"), (2L, "二") }));
    }

    [Test]
    public async Task An_update_keeps_the_place_and_says_when()
    {
        var transcript = Transcript();
        var card = await transcript.PostAsync(PlaygroundChats.Strategy, Card.Line("旧"), "zh-CN", "k", null, [], false, default);
        await transcript.SayAsync(PlaygroundChats.Strategy, "lina", "后面", default);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await transcript.UpdateAsync(card.Id, Card.Line("新"), default), Is.True);
        var written = await WrittenAsync();
        Assert.That((written[0].Seq, written[0].UpdatedAt), Is.EqualTo((1L, (DateTimeOffset?)host.Now)));
    }

    [Test]
    public async Task Nobody_can_replace_what_a_persona_said()
    {
        var transcript = Transcript();
        var said = await transcript.SayAsync(PlaygroundChats.Strategy, "lina", "我说的", default);
        Assert.That(await transcript.UpdateAsync(said.Id, Card.Line("换掉"), default), Is.False);
        Assert.That((await WrittenAsync()).Single().Text, Is.EqualTo("我说的"));
    }

    [Test]
    public async Task Listeners_hear_which_chat_and_which_message()
    {
        var transcript = Transcript();
        using var stop = new CancellationTokenSource();
        await using var changes = feed.Listen(stop.Token).GetAsyncEnumerator(stop.Token);
        var card = await transcript.PostAsync(PlaygroundChats.Strategy, Card.Line("旧"), "zh-CN", "k", null, [], false, default);
        await transcript.UpdateAsync(card.Id, Card.Line("新"), default);
        var heard = new List<string>();
        while (heard.Count < 3 && await changes.MoveNextAsync())
            heard.Add(changes.Current);
        Assert.That(heard, Is.EqualTo(new[] { "chat-strategy", "chats", "message-" + card.Id }));
    }

    private PlaygroundTranscript Transcript() => new(host.Store, host.Clock, feed);

    private Task<IReadOnlyList<PlaygroundMessage>> WrittenAsync() => host.ListAsync(Query<PlaygroundMessage>.All.OrderBy(m => m.Seq));

    private static Task<PlaygroundMessage> AnswerAsync(PlaygroundTranscript transcript, PlaygroundChat chat, string to, bool confidential) =>
        transcript.PostAsync(chat, Card.Line("好"), "zh-CN", "answer-" + to, to, [], confidential, default);
}
