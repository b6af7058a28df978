using System.Text.Json.Nodes;
using CollabBot.Conversations;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;
using CollabBot.Playground;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>People of the example company at their Feishu: what they do comes as events and callbacks down the long connection.</summary>
internal sealed class FeishuVenue(FeishuSimulator simulator, StageTime time, PlatformEar ear, Streams streams) : IChatVenue
{
    private static int next = 3_000_000;
    private readonly EventMaker maker = new(simulator.World, time, first: Interlocked.Add(ref next, 100_000));

    private readonly Dictionary<string, (string ChatId, string Text)> said = new(StringComparer.Ordinal);

    public async Task SayAsync(PlaygroundChat chat, string personId, string text, CancellationToken cancel)
    {
        var (words, mentions) = Mentioned(text);
        var said = maker.Message(new SimText(FeishuSite.ChatId(chat), chat.PersonId is null, FeishuSite.OpenId(personId), words) { Mentions = mentions });
        var id = simulator.Heard.Hear(said);
        simulator.Desk.Heard(id, FeishuSite.ChatId(chat));
        this.said[id] = (FeishuSite.ChatId(chat), text);
        await DeliverAsync(said, cancel);
    }

    public async Task PressAsync(ShownCard card, string personId, CommandButton button, CancellationToken cancel) =>
        await TouchAsync(new SimTouch(card.Id, FeishuSite.OpenId(personId), button.Label), cancel);

    public async Task SubmitAsync(ShownCard card, string personId, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var form = card.Card.Form!;
        var fill = fields.ToDictionary(f => f.Key, f => Input(form.Fields.FirstOrDefault(field => field.Name == f.Key), f.Value), StringComparer.Ordinal);
        await TouchAsync(new SimTouch(card.Id, FeishuSite.OpenId(personId), form.SubmitLabel) { Fill = fill }, cancel);
    }

    public Task HappenAsync(ChatStep.Happen step, string personId, CancellationToken cancel)
    {
        var (person, name) = (FeishuSite.OpenId(personId), step.Person);
        if (step.Verb == "leaves the company")
            simulator.Contacts.Users[person] = simulator.Contacts.Users[person] with { Resigned = true };
        return DeliverAsync(step.Verb switch
        {
            "joins" => maker.Members(simulator.World, "added", Group(step), (person, name, false)),
            "leaves" => maker.Members(simulator.World, "deleted", Group(step), (person, name, false)),
            "adds the bot to" => maker.BotMoved("added", Group(step), person, step.Object),
            "removes the bot from" => maker.BotMoved("deleted", Group(step), person, step.Object),
            "opens the direct chat" => maker.ChatEntered(FeishuSite.ChatId(PlaygroundChats.Direct(personId)), person, null),
            "leaves the company" => maker.UserChanged("deleted", person),
            "sends the bot an image" => maker.Message(new SimText(FeishuSite.ChatId(PlaygroundChats.Direct(personId)), false, person, """{"image_key":"img_v3_1"}""") { Type = "image" }),
            "marks:" => maker.Reaction(Newest(step.Object), "Alarm", person),
            "recalls:" => maker.Recalled(said[Newest(step.Object)].ChatId, Newest(step.Object)),
            _ => throw new NotSupportedException($"Feishu tells of no such thing: {step.Line}"),
        }, cancel);
    }

    public Task<IReadOnlyList<ShownCard>> CardsAsync(CancellationToken cancel) => Task.FromResult(ear.Cards);

    public ValueTask DisposeAsync() => streams.DisposeAsync();

    private async Task DeliverAsync(JsonObject happened, CancellationToken cancel)
    {
        if (!(await simulator.Deliveries.DeliverAsync(happened, cancel)).Taken)
            throw new InvalidOperationException($"the bot did not take {happened["header"]!["event_type"]}");
    }

    private async Task TouchAsync(SimTouch touch, CancellationToken cancel)
    {
        var seen = await simulator.Presses.TouchAsync(touch, cancel);
        if (seen.Code != 0)
            throw new InvalidOperationException($"the client shows error {seen.Code} for {touch.Component}");
    }

    private string Newest(string words) => said.Last(s => s.Value.Text.Contains(words, StringComparison.Ordinal)).Key;

    private static string Group(ChatStep.Happen step) => FeishuSite.ChatId(PlaygroundChats.Groups[FeishuSite.GroupNames.IndexOf(step.Object)]);

    private static JsonNode Input(FormField? field, string value) => field?.Kind switch
    {
        FieldKind.Date => $"{value} +0800",
        _ => value,
    };

    // Feishu puts placeholders where people are mentioned, and tells whom they mean
    private (string Words, IReadOnlyList<(string OpenId, string Name)> Mentions) Mentioned(string text)
    {
        var mentions = new List<(string, string)>();
        foreach (var (name, openId) in PlaygroundTeam.BotNames.Select(n => (n, simulator.World.BotOpenId)).Concat(PlaygroundTeam.People.Select(p => (p.Name, FeishuSite.OpenId(p.Id)))))
        {
            if (!text.Contains("@" + name, StringComparison.Ordinal))
                continue;
            mentions.Add((openId, name));
            text = text.Replace("@" + name, $"@_user_{mentions.Count}", StringComparison.Ordinal);
        }

        return (text, mentions);
    }
}
