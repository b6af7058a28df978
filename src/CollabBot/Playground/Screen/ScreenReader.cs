using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using CollabBot.Web.Wiki;

namespace CollabBot.Playground.Screen;

/// <summary>Reads what a screen shows and remembers, per persona and chat, how far it was seen.</summary>
internal sealed class ScreenReader(
    PlaygroundTranscript transcript, RecentRecords records, RosterSource rosters, Scheduler scheduler, WikiReader wiki, TimeMachine machine, SeenMessages seen, PlaygroundToDos todos)
{
    private const int FirstPage = 60;

    public async Task<PageModel> PageAsync(PlaygroundScreen screen, CancellationToken cancel)
    {
        var messages = await MessagesAsync(screen, 0, cancel);
        var step = Step();
        return new PageModel(
            await PersonasAsync(screen, cancel),
            await ChatsAsync(screen, cancel),
            messages,
            await rosters.CurrentAsync(cancel),
            await BehindAsync(cancel),
            step,
            machine.Target,
            step is { Number: 1 } && screen.Chat == PlaygroundChats.Strategy);
    }

    /// <summary>The messages after a point; showing them makes them seen.</summary>
    public async Task<IReadOnlyList<PlaygroundMessage>> MessagesAsync(PlaygroundScreen screen, long after, CancellationToken cancel)
    {
        var messages = await transcript.ListAsync(screen.Chat.Id, after, FirstPage, cancel);
        if (messages is [.., var last])
            seen.Mark(screen.Persona.Id, screen.Chat.Id, last.Seq);
        return messages;
    }

    public async Task<IReadOnlyList<PersonaEntry>> PersonasAsync(PlaygroundScreen screen, CancellationToken cancel)
    {
        var entries = new List<PersonaEntry>();
        foreach (var person in PlaygroundTeam.People)
            entries.Add(new PersonaEntry(person, person.Id != screen.Persona.Id && (await EntryAsync(person.Id, PlaygroundChats.Direct(person.Id), cancel)).Unread));
        return entries;
    }

    public async Task<IReadOnlyList<ChatEntry>> ChatsAsync(PlaygroundScreen screen, CancellationToken cancel)
    {
        var entries = new List<ChatEntry>();
        foreach (var chat in PlaygroundChats.OpenTo(screen.Persona.Id))
        {
            var entry = await EntryAsync(screen.Persona.Id, chat, cancel);
            entries.Add(entry with { Unread = entry.Unread && chat != screen.Chat });
        }

        return entries;
    }

    public async Task<BehindModel> BehindAsync(CancellationToken cancel) =>
        new(records.List, await wiki.LatestAsync(cancel), [.. scheduler.Upcoming(40).DistinctBy(job => job.Job).Take(7)], [.. (await todos.ListAsync(cancel)).Where(t => t.Mark != ToDoMark.Gone).TakeLast(10).Reverse()]);

    /// <summary>The first step of the tour that nobody has done yet; null when all are done.</summary>
    public TourStep? Step() => TourStep.All.FirstOrDefault(step => !step.Commands.Any(records.Saw));

    private async Task<ChatEntry> EntryAsync(string personId, PlaygroundChat chat, CancellationToken cancel) =>
        await transcript.ListAsync(chat.Id, 0, 1, cancel) is [var last]
            ? new ChatEntry(chat, Preview(last), last.At, last.Seq > seen.Until(personId, chat.Id) && last.SenderId != personId, last.Mentioned.Contains(personId))
            : new ChatEntry(chat, null, null, false, false);

    private static string? Preview(PlaygroundMessage message) =>
        message.Text
        ?? message.Card?.Title
        ?? message.Card?.Form?.Title
        ?? message.Card?.Body.Blocks.OfType<Block.Paragraph>().Select(p => DocText.Of(p.Text)).FirstOrDefault();
}
