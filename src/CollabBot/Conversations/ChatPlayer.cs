using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Playground;
using CollabBot.Web.Forms;

namespace CollabBot.Conversations;

/// <summary>Plays conversation steps through the real inbox, turns and outbox of a service, on the caller's time, and tells what the bot answered.</summary>
internal sealed class ChatPlayer(IServiceProvider services, IChatVenue venue)
{
    private readonly Phrasebook phrases = services.GetRequiredService<Phrasebook>();
    private readonly TeamClock clock = services.GetRequiredService<TeamClock>();
    private readonly StageClock time = new(services);
    private readonly SeenToDos todos = new(services);
    private readonly Dictionary<string, string> prints = new(StringComparer.Ordinal);

    /// <summary>Plays one step (not a restart, which is the host's business) and returns the answers as script lines.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync(ChatStep step, CancellationToken cancel)
    {
        switch (step)
        {
            case ChatStep.Say say:
                await venue.SayAsync(ChatOf(say), PersonOf(say.Person), say.Text, cancel);
                break;
            case ChatStep.Press press:
                var (pressed, button) = await ButtonAsync(press, cancel);
                await venue.PressAsync(pressed, PersonOf(press.Person), button, cancel);
                break;
            case ChatStep.Fill fill:
                await SubmitAsync(fill, cancel);
                break;
            case ChatStep.Happen happen:
                await venue.HappenAsync(happen, PersonOf(happen.Person), cancel);
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
        foreach (var shown in (await venue.CardsAsync(cancel)).OrderBy(c => c.Seq))
        {
            var print = CardPrint.Of(shown.Card);
            var known = prints.TryGetValue(shown.Id, out var before);
            if (known && before == print)
                continue;
            prints[shown.Id] = print;
            lines.Add($"{(known ? "↻" : "→")} {NameOf(shown.Chat)}");
            lines.AddRange(CardScript.Lines(shown.Card));
        }

        lines.AddRange(await todos.ChangesAsync(cancel));
        return lines;
    }

    private async Task<(ShownCard Card, CommandButton Button)> ButtonAsync(ChatStep.Press press, CancellationToken cancel)
    {
        foreach (var card in await SeenAsync(press.Person, cancel))
            if (Buttons(card.Card).FirstOrDefault(b => b.Label == press.Label) is { } button)
                return (card, button);
        throw new FormatException($"nobody sees a button '{press.Label}': {press.Line}");
    }

    private async Task SubmitAsync(ChatStep.Fill fill, CancellationToken cancel)
    {
        // Where a platform has no forms, a button leads to one on a page
        var card = (await SeenAsync(fill.Person, cancel)).FirstOrDefault(c => c.Card.Form is not null || FormSecret(c.Card) is not null) ?? throw new FormatException($"nobody sees a form: {fill.Line}");
        if (card.Card.Form is not null)
            await venue.SubmitAsync(card, PersonOf(fill.Person), fill.Fields, cancel);
        else
            await FillPageAsync(FormSecret(card.Card)!, fill, cancel);
    }

    private async Task FillPageAsync(string secret, ChatStep.Fill fill, CancellationToken cancel)
    {
        var desk = services.GetRequiredService<FormDesk>();
        var ticket = await desk.FindAsync(secret, cancel) ?? throw new FormatException($"the form was filled in before: {fill.Line}");
        var fields = ticket.Form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in fill.Fields)
            fields[name] = value;
        await desk.SubmitAsync(ticket, fields, cancel);
    }

    // The newest first
    private async Task<IEnumerable<ShownCard>> SeenAsync(string name, CancellationToken cancel)
    {
        var person = PersonOf(name);
        return (await venue.CardsAsync(cancel)).Where(c => c.Chat.IsOpenTo(person)).OrderByDescending(c => c.Seq);
    }

    private static string? FormSecret(Card card) =>
        Buttons(card).Select(b => b.Url?.Split(FormTickets.Path, 2)).FirstOrDefault(parts => parts is [_, _])?[1];

    private static IEnumerable<CommandButton> Buttons(Card card) => card.Body.Blocks.OfType<Block.Actions>().SelectMany(a => a.Buttons);

    private PlaygroundChat ChatOf(ChatStep.Say say) => say.Group is null
        ? PlaygroundChats.Direct(PersonOf(say.Person))
        : ChatHappening.GroupOf(say.Group, phrases) ?? throw new FormatException($"there is no group '{say.Group}': {say.Line}");

    private static string PersonOf(string name) =>
        PlaygroundTeam.People.FirstOrDefault(p => p.Name == name || p.Id == name)?.Id ?? throw new FormatException($"there is nobody called '{name}'");

    private string NameOf(PlaygroundChat chat) =>
        chat.PersonId is { } person ? PlaygroundTeam.Find(person)!.Name : phrases.Say(new Phrase("playground.chat." + chat.Id), "zh-CN");
}
