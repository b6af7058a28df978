using System.Text.Json.Nodes;
using CollabBot.Conversations;
using CollabBot.Core.Docs;
using CollabBot.Playground;
using CollabBot.Simulators.DingTalk;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>People of the example company at their DingTalk: what they say and press comes down the stream.</summary>
internal sealed class DingTalkVenue(DingTalkSimulator simulator, PlatformEar ear, Streams streams, bool cards) : IChatVenue
{
    private static int events;
    private readonly DingTalkCallbacks callbacks = new(simulator);

    public async Task SayAsync(PlaygroundChat chat, string personId, string text, CancellationToken cancel)
    {
        // In a group a message is heard only with the bot's name in front, which the platform takes out
        if (chat.PersonId is null && PlaygroundTeam.BotNames.FirstOrDefault(n => text.StartsWith("@" + n, StringComparison.Ordinal)) is { } bot)
            text = text[(bot.Length + 1)..].TrimStart();
        var message = callbacks.Message(new Saying(DingTalkSite.ChatId(chat), personId, PlaygroundTeam.Find(personId)!.Name, text, Direct: chat.PersonId is not null));
        var mentioned = PlaygroundTeam.People.Where(p => text.Contains("@" + p.Name, StringComparison.Ordinal)).Select(p => (JsonNode)new JsonObject { ["dingtalkId"] = "$:LWCP_v1:$" + p.Id, ["staffId"] = p.Id });
        if (message["atUsers"] is JsonArray at)
            foreach (var person in mentioned)
                at.Add(person);
        if (await simulator.Stream.DeliverAsync(message, cancel) is not { Code: 200 })
            throw new InvalidOperationException("the bot did not take the message");
    }

    public async Task PressAsync(ShownCard card, string personId, CommandButton button, CancellationToken cancel)
    {
        if (!cards || simulator.Presses.LabelOf(card.Id, personId, button.Line) is not { } label)
        {
            // The link says its line in the person's name
            await SayAsync(card.Chat, personId, button.Line, cancel);
            return;
        }

        if (await simulator.Presses.PressAsync(card.Id, personId, label, cancel) is not { Code: 200 })
            throw new InvalidOperationException("the bot did not take the press");
    }

    public Task SubmitAsync(ShownCard card, string personId, IReadOnlyDictionary<string, string> fields, CancellationToken cancel) =>
        throw new NotSupportedException("a card of DingTalk has no form");

    public async Task HappenAsync(ChatStep.Happen step, string personId, CancellationToken cancel)
    {
        var (type, fields) = step.Verb switch
        {
            "joins" => ("chat_add_member", InGroup(step, personId)),
            "leaves" => ("chat_remove_member", InGroup(step, personId)),
            "leaves the company" => ("user_leave_org", new JsonObject { ["userId"] = new JsonArray(personId) }),
            _ => throw new NotSupportedException($"DingTalk tells of no such thing: {step.Line}"),
        };
        if (type == "user_leave_org")
        {
            simulator.World.People.TryRemove(personId, out _);
            simulator.World.Staff.TryRemove(personId, out _);
        }

        if (await simulator.Stream.HappenAsync(type, $"e-{Interlocked.Increment(ref events)}", fields, cancel) is not { Code: 200 })
            throw new InvalidOperationException($"the bot did not take {type}");
    }

    public Task<IReadOnlyList<ShownCard>> CardsAsync(CancellationToken cancel) => Task.FromResult(ear.Cards);

    public async ValueTask DisposeAsync()
    {
        callbacks.Dispose();
        await streams.DisposeAsync();
    }

    private static JsonObject InGroup(ChatStep.Happen step, string personId) => new()
    {
        ["openConversationId"] = DingTalkSite.ChatId(PlaygroundChats.Groups[DingTalkSite.GroupNames.IndexOf(step.Object)]),
        ["userId"] = new JsonArray(personId),
    };
}
