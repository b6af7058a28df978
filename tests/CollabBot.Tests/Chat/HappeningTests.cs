using CollabBot.Conversations;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Playground;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Chat;

/// <summary>What comes in without anybody having said it, on a real stage.</summary>
internal sealed class HappeningTests
{
    private static readonly Place Group = new(PlaygroundPlatform.PlatformName, "strategy", PlaceKind.Group);
    private ConversationStage stage = null!;

    [SetUp]
    public async Task Open() => stage = await ConversationStage.OpenAsync(default);

    [TearDown]
    public async Task Close() => await stage.DisposeAsync();

    [Test]
    public async Task An_event_that_nobody_reacts_to_is_done_and_says_nothing()
    {
        var before = await CountAsync();
        await AcceptAsync(new InboundMessage("e1", Group, "", "", Now) { Happened = new Happening.MessageRecalled("om_1") });
        Assert.That(await CountAsync(), Is.EqualTo(before));
        Assert.That((await Part<IEnvelopeQueue>().DepthAsync(QueueName.Inbox, default)).Waiting, Is.Zero);
        Assert.That(await Part<IEnvelopeQueue>().BuriedAsync(QueueName.Inbox, default), Is.Empty);
    }

    [Test]
    public async Task An_event_without_a_person_meets_nobody()
    {
        await AcceptAsync(new InboundMessage("e1", Group, "", "", Now) { Happened = new Happening.DirectoryChanged() });
        await using var work = Part<IDocumentStore>().Begin();
        var people = await work.ListAsync(Query<Person>.All, default);
        Assert.That(people.Select(p => p.Id), Is.EquivalentTo(PlaygroundTeam.People.Select(p => p.Id)));
    }

    [Test]
    public async Task A_command_that_names_only_the_person_is_answered_in_the_direct_chat_that_is_known()
    {
        var person = PlaygroundTeam.People[1].Id;
        var direct = PlaygroundChats.Direct(person);
        var place = new Place(PlaygroundPlatform.PlatformName, person, PlaceKind.Direct);
        await AcceptAsync(new InboundMessage("e1", place, person, "帮助", Now) { Addressed = true });
        Assert.That(await Part<PlaygroundTranscript>().ListAsync(direct.Id, 0, 10, default), Has.Count.EqualTo(1));
        await using var work = Part<IDocumentStore>().Begin();
        var known = await work.FindAsync<Person>(person, default);
        Assert.That(known!.DirectChats[PlaygroundPlatform.PlatformName], Is.EqualTo(direct.Id));
    }

    [Test]
    public async Task A_menu_key_that_is_no_command_shows_the_help()
    {
        var person = PlaygroundTeam.People[1].Id;
        var place = new Place(PlaygroundPlatform.PlatformName, person, PlaceKind.Direct);
        await AcceptAsync(new InboundMessage("e1", place, person, "weekly report", Now) { Addressed = true, Fallback = "help" });
        await AcceptAsync(new InboundMessage("e2", place, person, "blocker list", Now) { Addressed = true, Fallback = "help" });
        var answers = await Part<PlaygroundTranscript>().ListAsync(PlaygroundChats.Direct(person).Id, 0, 10, default);
        Assert.That(answers.Select(a => a.Card!.Title), Is.EqualTo(new[] { "👋 我能帮上的", "🚧 没有开着的卡点" }));
    }

    [Test]
    public async Task Many_who_join_at_once_are_met_and_told_together()
    {
        var members = Enumerable.Range(0, 11).Select(i => new Member($"new{i}", $"新人{i}")).ToList();
        await AcceptAsync(new InboundMessage("e1", Group, "", "", Now) { Happened = new Happening.MembersJoined(members) });
        var told = await Part<PlaygroundTranscript>().ListAsync(Group.ChatId, 0, 10, default);
        Assert.That(told.Select(m => m.Card!.Title), Is.EqualTo(new[] { "👋 欢迎 11 位新成员" }));
        await using var work = Part<IDocumentStore>().Begin();
        Assert.That((await work.FindAsync<Person>("playground:new7", default))?.Name, Is.EqualTo("新人7"));
        Assert.That(await Part<IEnvelopeQueue>().BuriedAsync(QueueName.Outbox, default), Is.Empty);
    }

    [Test]
    public async Task Who_left_is_neither_asked_nor_notified()
    {
        var (lina, zhang) = (PlaygroundTeam.Find("lina")!, PlaygroundTeam.Find("zhangwei")!);
        var action = new InboundMessage("e1", Group, lina.Id, "行动 @_user_1 周五前 回滚方案", Now) { Addressed = true, Mentions = [new Mention("@_user_1", zhang.Id, "张伟", false)] };
        await AcceptAsync(action);
        await AcceptAsync(new InboundMessage("e2", Group, "", "", Now) { Happened = new Happening.PersonLeft(zhang.Id) });
        await AcceptAsync(action with { EventId = "e3" });
        await AcceptAsync(new InboundMessage("e4", Group, lina.Id, "#A-1", Now) { Addressed = true });
        var said = (await Part<PlaygroundTranscript>().ListAsync(Group.ChatId, 0, 10, default)).Where(m => m.Card is not null).ToList();
        Assert.That(said[0].Mentioned, Is.EqualTo(new[] { zhang.Id }), "the first card notifies");
        Assert.That(DocText.Of(said[1].Card!.Body), Does.StartWith("张伟已经离职了"));
        Assert.That((said[2].Card!.Title, said[2].Mentioned.Count), Is.EqualTo(("🎯 行动 A-1", 0)));
    }

    [Test]
    public async Task A_hundred_changes_of_the_company_ask_for_one_reading()
    {
        for (var i = 0; i < 100; i++)
            await AcceptAsync(new InboundMessage($"e{i}", Group, "", "", Now) { Happened = new Happening.DirectoryChanged() });
        Assert.That((await Part<IEnvelopeQueue>().DepthAsync(QueueName.Inbox, default)).Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task A_colleague_whom_nobody_knew_is_met_by_being_mentioned_in_a_group()
    {
        var lina = PlaygroundTeam.Find("lina")!;
        var mention = new Mention("@_user_1", "zhaomin", "赵敏", false);
        var said = new InboundMessage("e1", Group, lina.Id, "卡点 退款打不开 @_user_1", Now) { Addressed = true, Mentions = [mention] };
        await AcceptAsync(said with { EventId = "e0", Text = "@_user_1 午饭？", Addressed = false });
        Assert.That(await FindAsync("playground:zhaomin"), Is.Null, "chatter meets nobody");
        await AcceptAsync(said);
        Assert.That((await FindAsync("playground:zhaomin"))?.Name, Is.EqualTo("赵敏"));
        await AcceptAsync(said with { EventId = "e2", Mentions = [mention with { UserId = "zw2", Name = "张伟" }] });
        Assert.That(await FindAsync("playground:zw2"), Is.Null, "somebody of that name is known");
        var cards = (await Part<PlaygroundTranscript>().ListAsync(Group.ChatId, 0, 10, default)).Where(m => m.Card is not null).Select(m => DocText.Of(m.Card!.Body));
        Assert.That(cards, Has.Exactly(1).Contains("赵敏").And.Exactly(1).Contains("张伟"));
    }

    private async Task<Person?> FindAsync(string id)
    {
        await using var work = Part<IDocumentStore>().Begin();
        return await work.FindAsync<Person>(id, default);
    }

    private DateTimeOffset Now => Part<TeamClock>().Now;

    private T Part<T>()
        where T : notnull => stage.Services.GetRequiredService<T>();

    private async Task AcceptAsync(InboundMessage message)
    {
        await Part<Inbox>().AcceptAsync(message, [message.EventId], default);
        await Part<InboxWorker>().DrainAsync(default);
        await Part<OutboxWorker>().DrainAsync(default);
    }

    private Task<long> CountAsync() => Part<PlaygroundTranscript>().LastSeqAsync(default);
}
