using CollabBot.Conversations;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Playground;
using CollabBot.Tests.Conversations.Sites;
using CollabBot.Web.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Chat;

/// <summary>Links to forms: each works once, and nothing that was filled in is lost.</summary>
internal sealed class FormTicketTests
{
    [Test]
    public async Task A_second_submission_counts_for_nothing_and_is_told_so()
    {
        await using var stage = await ConversationStage.OpenAsync(default);
        T Part<T>() where T : notnull => stage.Services.GetRequiredService<T>();
        var now = Part<TeamClock>().Now;
        var place = PlaygroundChats.Direct(PlaygroundTeam.People[1].Id).Place;
        var person = PlaygroundTeam.People[1].Id;
        var ticket = new FormTicket { Id = FormTickets.IdOf("secret"), Form = new CommandForm("卡点", "", "", []), PersonId = person, UserId = person, Place = place, Locale = "zh-CN", ExpiresAt = now.AddHours(1) };
        await using (var work = Part<IDocumentStore>().Begin())
        {
            work.Save(ticket);
            await work.CommitAsync(Cause.System("test", now), default);
        }

        // Taken by the inbox, then the power went
        var key = "form:" + ticket.Id;
        await Part<Inbox>().AcceptAsync(new InboundMessage(key, place, person, "卡点", now) { Fields = new Dictionary<string, string> { ["text"] = "第一次" }, Addressed = true }, [key], default);
        await Part<InboxWorker>().DrainAsync(default);

        var desk = Part<FormDesk>();
        var left = await desk.FindAsync("secret", default);
        Assert.That((await desk.SubmitAsync(left!, new Dictionary<string, string> { ["text"] = "第二次" }, default)).State, Is.EqualTo(FormState.Gone));
        Assert.That(await desk.FindAsync("secret", default), Is.Null);
        await Part<InboxWorker>().DrainAsync(default);
        await using var after = Part<IDocumentStore>().Begin();
        Assert.That((await after.ListAsync(Query<CollabBot.Features.Blockers.Blocker>.All, default)).Select(b => b.Title), Is.EqualTo(new[] { "第一次" }));
    }

    [Test]
    public async Task What_a_rule_refuses_comes_back_as_a_link_to_what_was_filled_in()
    {
        var features = new PlatformFeatures(Cards: true, UpdateCards: false, Forms: false, UpdateWindow: TimeSpan.Zero, MaxCardBytes: 20_000);
        await using var stage = await ConversationStage.OpenAsync(new LikeDingTalk(features), [], default);
        async Task<string> PlayAsync(string line) => string.Join('\n', await stage.PlayAsync(ChatScript.Parse(line).Parts[0].Step!, default));
        await PlayAsync("张伟 direct: 请假");
        Assert.That(await PlayAsync("张伟 fills: days=2026-11-28"), Does.Contain("本来就不上班").And.Contain(FormTickets.Path));

        await using (var work = stage.Services.GetRequiredService<IDocumentStore>().Begin())
            Assert.That((await work.ListAsync(Query<FormTicket>.All, default)).Single().Form.Fields.Single(f => f.Name == "days").Value, Is.EqualTo("2026-11-28"));
        Assert.That(await PlayAsync("张伟 fills: days=2026-11-27"), Does.Contain("记下了"));
    }

    [Test]
    public async Task A_link_is_dead_when_its_time_is_over()
    {
        await using var stage = await ConversationStage.OpenAsync(default);
        T Part<T>() where T : notnull => stage.Services.GetRequiredService<T>();
        var (now, person) = (Part<TeamClock>().Now, PlaygroundTeam.People[1].Id);
        var place = PlaygroundChats.Direct(person).Place;
        var form = new CommandForm("卡点", "", "", []);
        await using (var work = Part<IDocumentStore>().Begin())
        {
            foreach (var (secret, until) in new[] { ("over", now), ("open", now.AddHours(1)) })
                work.Save(new FormTicket { Id = FormTickets.IdOf(secret), Form = form, PersonId = person, UserId = person, Place = place, Locale = "zh-CN", ExpiresAt = until });
            await work.CommitAsync(Cause.System("test", now), default);
        }

        var desk = Part<FormDesk>();
        Assert.That((await desk.FindAsync("over", default), (await desk.FindAsync("open", default))?.PersonId), Is.EqualTo(((FormTicket?)null, person)));
        await using (var later = Part<IDocumentStore>().Begin())
            Assert.That((await later.ListAsync(FormTicket.ExpiredBefore(now.AddMinutes(1)), default)).Select(t => t.Id), Is.EqualTo(new[] { FormTickets.IdOf("over") }));
    }
}
