using CollabBot.Core.Docs;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>Plays conversation steps through the real inbox, turns and outbox of a playground service, on the caller's time, and tells what the bot answered.</summary>
internal sealed class ChatPlayer(IServiceProvider services)
{
    private readonly PlaygroundDoor door = services.GetRequiredService<PlaygroundDoor>();
    private readonly PlaygroundTranscript transcript = services.GetRequiredService<PlaygroundTranscript>();
    private readonly Phrasebook phrases = services.GetRequiredService<Phrasebook>();
    private readonly TeamClock clock = services.GetRequiredService<TeamClock>();
    private readonly StageClock time = new(services);
    private readonly ChatHappening happenings = new(services);
    private readonly SeenToDos todos = new(services);
    private readonly Dictionary<string, string> prints = new(StringComparer.Ordinal);

    /// <summary>Plays one step (not a restart, which is the host's business) and returns the answers as script lines.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync(ChatStep step, CancellationToken cancel)
    {
        switch (step)
        {
            case ChatStep.Say say:
                await door.SayAsync(ChatOf(say), PersonOf(say.Person), say.Text, null, cancel);
                break;
            case ChatStep.Press press:
                var (chat, message, button) = await ButtonAsync(press, cancel);
                await door.PressAsync(chat, PersonOf(press.Person), button.Line, message, null, cancel);
                break;
            case ChatStep.Fill fill:
                await SubmitAsync(fill, cancel);
                break;
            case ChatStep.Happen happen:
                await happenings.PlayAsync(happen, PersonOf(happen.Person), [.. (await AllAsync(cancel)).Select(m => m.Message)], cancel);
                break;
            case ChatStep.At at:
                time.Set(clock.At(at.Day, at.Time));
                break;
            case ChatStep.Advance advance:
                await time.AdvanceToAsync(clock.At(advance.Day, advance.Time), cancel);
                break;
        }

        await time.SettleAsync(cancel);
        return await ChangesAsync(cancel);
    }

    /// <summary>Forgets nothing, but marks everything said so far as old.</summary>
    public Task CatchUpAsync(CancellationToken cancel) => ChangesAsync(cancel);

    /// <summary>Works off what a restart left undone and returns the answers.</summary>
    public async Task<IReadOnlyList<string>> ResumeAsync(CancellationToken cancel)
    {
        await time.SettleAsync(cancel);
        return await ChangesAsync(cancel);
    }

    private async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancel)
    {
        var lines = new List<string>();
        foreach (var (message, chat) in (await AllAsync(cancel)).Where(m => m.Message.Card is not null).OrderBy(m => m.Message.Seq))
        {
            var print = CardPrint.Of(message.Card!);
            var known = prints.TryGetValue(message.Id, out var before);
            if (known && before == print)
                continue;
            prints[message.Id] = print;
            lines.Add($"{(known ? "↻" : "→")} {NameOf(chat)}");
            lines.AddRange(CardScript.Lines(message.Card!));
        }

        lines.AddRange(await todos.ChangesAsync(cancel));

        return lines;
    }

    private async Task<(PlaygroundChat Chat, string MessageId, CommandButton Button)> ButtonAsync(ChatStep.Press press, CancellationToken cancel)
    {
        var person = PersonOf(press.Person);
        foreach (var (message, chat) in (await AllAsync(cancel)).Where(m => m.Message.Card is not null && m.Chat.IsOpenTo(person)).OrderByDescending(m => m.Message.Seq))
            if (Buttons(message.Card!).FirstOrDefault(b => b.Label == press.Label) is { } button)
                return (chat, message.Id, button);
        throw new FormatException($"nobody sees a button '{press.Label}': {press.Line}");
    }

    private async Task SubmitAsync(ChatStep.Fill fill, CancellationToken cancel)
    {
        var person = PersonOf(fill.Person);
        var (message, chat) = (await AllAsync(cancel)).Where(m => m.Message.Card?.Form is not null && m.Chat.IsOpenTo(person)).MaxBy(m => m.Message.Seq);
        if (message?.Card?.Form is not { } form)
            throw new FormatException($"nobody sees a form: {fill.Line}");
        var fields = form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in fill.Fields)
            fields[name] = value;
        await door.SubmitAsync(chat, person, form.Line, fields, message.Id, null, cancel);
    }

    private async Task<List<(PlaygroundMessage Message, PlaygroundChat Chat)>> AllAsync(CancellationToken cancel)
    {
        var all = new List<(PlaygroundMessage, PlaygroundChat)>();
        foreach (var chat in PlaygroundChats.Groups.Concat(PlaygroundTeam.People.Select(p => PlaygroundChats.Direct(p.Id))))
            all.AddRange((await transcript.ListAsync(chat.Id, -1, int.MaxValue, cancel)).Select(m => (m, chat)));
        return all;
    }

    private static IEnumerable<CommandButton> Buttons(Card card) => card.Body.Blocks.OfType<Block.Actions>().SelectMany(a => a.Buttons);

    private PlaygroundChat ChatOf(ChatStep.Say say) => say.Group is null
        ? PlaygroundChats.Direct(PersonOf(say.Person))
        : ChatHappening.GroupOf(say.Group, phrases) ?? throw new FormatException($"there is no group '{say.Group}': {say.Line}");

    private static string PersonOf(string name) =>
        PlaygroundTeam.People.FirstOrDefault(p => p.Name == name || p.Id == name)?.Id ?? throw new FormatException($"there is nobody called '{name}'");

    private string NameOf(PlaygroundChat chat) =>
        chat.PersonId is { } person ? PlaygroundTeam.Find(person)!.Name : phrases.Say(new Phrase("playground.chat." + chat.Id), "zh-CN");
}
