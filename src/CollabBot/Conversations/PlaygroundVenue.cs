using CollabBot.Core.Docs;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>The playground as the place of a conversation.</summary>
internal class PlaygroundVenue(IServiceProvider services) : IChatVenue
{
    private readonly PlaygroundDoor door = services.GetRequiredService<PlaygroundDoor>();
    private readonly PlaygroundTranscript transcript = services.GetRequiredService<PlaygroundTranscript>();
    private readonly ChatHappening happenings = new(services);

    public virtual async Task SayAsync(PlaygroundChat chat, string personId, string text, CancellationToken cancel) => await door.SayAsync(chat, personId, text, null, cancel);

    public virtual Task PressAsync(ShownCard card, string personId, CommandButton button, CancellationToken cancel) =>
        door.PressAsync(card.Chat, personId, button.Line, card.Id, null, cancel);

    public Task SubmitAsync(ShownCard card, string personId, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var form = card.Card.Form!;
        var values = form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            values[name] = value;
        return door.SubmitAsync(card.Chat, personId, form.Line, values, card.Id, null, cancel);
    }

    public async Task HappenAsync(ChatStep.Happen step, string personId, CancellationToken cancel) =>
        await happenings.PlayAsync(step, personId, [.. (await AllAsync(cancel)).Select(m => m.Message)], cancel);

    public async Task<IReadOnlyList<ShownCard>> CardsAsync(CancellationToken cancel) =>
        [.. (await AllAsync(cancel)).Where(m => m.Message.Card is not null).Select(m => new ShownCard(m.Message.Id, m.Chat, m.Message.Seq, m.Message.Card!))];

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task<List<(PlaygroundMessage Message, PlaygroundChat Chat)>> AllAsync(CancellationToken cancel)
    {
        var all = new List<(PlaygroundMessage, PlaygroundChat)>();
        foreach (var chat in PlaygroundChats.Groups.Concat(PlaygroundTeam.People.Select(p => PlaygroundChats.Direct(p.Id))))
            all.AddRange((await transcript.ListAsync(chat.Id, -1, int.MaxValue, cancel)).Select(m => (m, chat)));
        return all;
    }
}
