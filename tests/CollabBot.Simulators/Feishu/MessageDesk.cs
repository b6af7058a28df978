using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu.Messages;

namespace CollabBot.Simulators.Feishu;

/// <summary>A message the bot sent, as people see it now.</summary>
public sealed record SimMessage(string MessageId, string ChatId, string Type, JsonObject Content, string? ReplyTo, string? Receiver, int Updates = 0)
{
    /// <summary>True for an answer that opens, or stays in, a thread.</summary>
    public bool InThread { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>True once nobody sees it any more.</summary>
    public bool Recalled { get; init; }

    /// <summary>What it showed before, oldest first.</summary>
    public ImmutableList<JsonObject> Before { get; init; } = [];
}

/// <summary>Takes messages: https://open.feishu.cn/document/server-docs/im-v1/message/create, …/reply, …/update, …/patch and …/delete.</summary>
public sealed class MessageDesk(FeishuWorld world, TimeProvider time)
{
    private const int MostRequestBytes = 30 * 1024;
    private const int MostTextBytes = 150 * 1024;
    private const int MostEdits = 20;
    private const int MostUuid = 50;
    private static readonly TimeSpan UuidHolds = TimeSpan.FromHours(1);
    private static readonly TimeSpan UpdateHolds = TimeSpan.FromDays(14);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string MessageId, DateTimeOffset At)> uuids = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> recent = [];
    private readonly HashSet<string> recalled = [];
    private readonly HashSet<string> pressed = [];
    private readonly Dictionary<string, string> heard = [];
    private ImmutableList<SimMessage> messages = [];

    /// <summary>Everything people can see, oldest first.</summary>
    public IReadOnlyList<SimMessage> Messages => messages;

    /// <summary>Makes a message one that nobody can answer or update any more.</summary>
    public void Recall(string messageId)
    {
        lock (gate)
            recalled.Add(messageId);
    }

    /// <summary>Notes where a person's message stands, so that an answer to it goes there.</summary>
    public void Heard(string messageId, string chatId)
    {
        lock (gate)
            heard[messageId] = chatId;
    }

    /// <summary>One message; null when the bot did not send it.</summary>
    public SimMessage? Find(string messageId) => messages.Find(m => m.MessageId == messageId);

    /// <summary>Where a message stands, whoever wrote it.</summary>
    internal string? ChatOf(string messageId)
    {
        lock (gate)
            return heard.GetValueOrDefault(messageId) ?? Find(messageId)?.ChatId;
    }

    internal bool IsGone(string messageId)
    {
        lock (gate)
            return recalled.Contains(messageId);
    }

    internal FeishuReply Send(string? idType, JsonObject body, int bytes)
    {
        var receiver = CardLint.Word(body, "receive_id");
        return ReceiverRules.Check(world, idType, receiver) ?? Add(ReceiverRules.Chat(idType!, receiver!), body, bytes, null, receiver);
    }

    internal FeishuReply Reply(string anchor, JsonObject body, int bytes)
    {
        if (!anchor.StartsWith("om_", StringComparison.Ordinal))
            return FeishuReply.Fail(99992354, "message_id not exist");
        return IsGone(anchor) ? FeishuReply.Fail(230011, "The message has been recalled.") : Add(ChatOf(anchor) ?? "oc_of_" + anchor[3..], body, bytes, anchor, null);
    }

    /// <summary>A card shows something else from now on.</summary>
    internal FeishuReply Patch(string messageId, JsonObject body, int bytes)
    {
        lock (gate)
        {
            if (Find(messageId) is not { } message)
                return FeishuReply.Invalid("message not found");
            if (recalled.Contains(messageId))
                return FeishuReply.Fail(230011, "The message has been recalled.");
            if (pressed.Contains(messageId))
                return FeishuReply.Card(new CardFault(11310, "ROOT", "card action is lock"));
            if (message.Type != "interactive")
                return FeishuReply.Invalid("This message is NOT a card.");
            if (bytes > MostRequestBytes)
                return FeishuReply.Fail(230025, "The length of the message content reaches its limit.");
            if (time.GetUtcNow() - message.SentAt > UpdateHolds)
                return FeishuReply.Fail(230031, "The message is sent more than 14 days ago.");
            if (Nested(body) is not { } card)
                return FeishuReply.Invalid("content is not a string in json format.");
            if (!CardRules.IsShared(message.Content) || !CardRules.IsShared(card))
                return FeishuReply.Invalid("update_multi must be true before and after.");
            if ((CardRules.Check(world, "interactive", card) ?? Hurry(messageId)) is { } refusal)
                return refusal;
            Change(message, card);
            return FeishuReply.Ok([]);
        }
    }

    /// <summary>A text or rich text is worded anew, at most 20 times.</summary>
    internal FeishuReply Edit(string messageId, JsonObject body, int bytes)
    {
        lock (gate)
        {
            if (Find(messageId) is not { } message)
                return heard.ContainsKey(messageId) ? FeishuReply.Fail(230071, "You are NOT the sender of the message.") : FeishuReply.Invalid("message not found");
            if (recalled.Contains(messageId))
                return FeishuReply.Fail(230011, "The message has been recalled.");
            if (CardLint.Word(body, "msg_type") is not { } type)
                return FeishuReply.Missing("msg_type");
            if (type is not ("text" or "post") || message.Type is not ("text" or "post"))
                return FeishuReply.Fail(230054, "This operation is NOT supported for this message type.");
            if (bytes > (type == "text" ? MostTextBytes : MostRequestBytes))
                return FeishuReply.Fail(230025, "The length of the message content reaches its limit.");
            if (message.Updates >= MostEdits)
                return FeishuReply.Fail(230072, "The message has reached the number of times it can be edited.");
            if (time.GetUtcNow() - message.SentAt > world.EditHolds)
                return FeishuReply.Fail(230075, "The message can NOT be edited any more.");
            if (Nested(body) is not { } content)
                return FeishuReply.Invalid("content is not a string in json format.");
            if (ContentRules.Check(type, content) is { } wrong)
                return FeishuReply.Invalid(wrong);
            if ((CardRules.Check(world, type, content) ?? Hurry(messageId)) is { } refusal)
                return refusal;
            return FeishuReply.Ok(MessageView.Of(Change(message with { Type = type }, content), world));
        }
    }

    /// <summary>The bot takes a message back: its own within the time the company gives, another's where it runs the group.</summary>
    internal FeishuReply Delete(string messageId)
    {
        lock (gate)
        {
            if (recalled.Contains(messageId))
                return FeishuReply.Fail(230011, "The message has been recalled.");
            if (Find(messageId) is not { } message)
            {
                if (!heard.TryGetValue(messageId, out var chat))
                    return FeishuReply.Invalid("message not found");
                if (!world.RunChats.ContainsKey(chat))
                    return FeishuReply.Fail(230026, "No permission to recall this message.");
            }
            else if (time.GetUtcNow() - message.SentAt > world.RecallHolds)
            {
                return FeishuReply.Fail(230009, "This message is too old to be recalled.");
            }
            else
            {
                messages = messages.Replace(message, message with { Recalled = true });
            }

            recalled.Add(messageId);
            return FeishuReply.Ok([]);
        }
    }

    /// <summary>While somebody's press waits for its answer, the card cannot be updated by call.</summary>
    internal void Lock(string messageId, bool isPressed)
    {
        lock (gate)
            _ = isPressed ? pressed.Add(messageId) : pressed.Remove(messageId);
    }

    /// <summary>What a card shows after the platform changed it itself: by a callback's answer or a delayed update.</summary>
    internal void Show(string messageId, JsonObject card)
    {
        lock (gate)
        {
            if (Find(messageId) is { } message)
                Change(message, card);
        }
    }

    private SimMessage Change(SimMessage message, JsonObject content)
    {
        var index = messages.FindIndex(m => m.MessageId == message.MessageId);
        var changed = message with { Content = content, Before = message.Before.Add(messages[index].Content), Updates = message.Updates + 1, UpdatedAt = time.GetUtcNow() };
        messages = messages.SetItem(index, changed);
        return changed;
    }

    private FeishuReply Add(string chat, JsonObject body, int bytes, string? anchor, string? receiver)
    {
        if (CardLint.Word(body, "msg_type") is not { } type)
            return FeishuReply.Missing("msg_type");
        if (!ContentRules.Types.Contains(type))
            return FeishuReply.Invalid("invalid msg_type");
        if (ReceiverRules.Check(world, chat) is { } unreachable)
            return unreachable;
        if (bytes > (type == "text" ? MostTextBytes : MostRequestBytes))
            return FeishuReply.Fail(230025, "The length of the message content reaches its limit.");
        if (Nested(body) is not { } content)
            return FeishuReply.Invalid("content is not a string in json format.");
        if (ContentRules.Check(type, content) is { } wrong)
            return FeishuReply.Invalid(wrong);
        if (MentionView.CallsEverybody(content) && world.QuietChats.ContainsKey(chat))
            return FeishuReply.Fail(230018, "These operations are NOT allowed at current group settings.");
        if (CardRules.Check(world, type, content) is { } refusal)
            return refusal;
        var uuid = CardLint.Word(body, "uuid");
        if (uuid?.Length > MostUuid)
            return FeishuReply.Missing("uuid");

        lock (gate)
        {
            var now = time.GetUtcNow();
            if (uuid is not null && uuids.TryGetValue(uuid, out var before) && now - before.At < UuidHolds)
                return FeishuReply.Ok(MessageView.Of(Find(before.MessageId)!, world));
            if (Hurry(chat) is { } tooFast)
                return tooFast;
            var message = new SimMessage($"om_{messages.Count + 1:x32}", chat, type, content, anchor, receiver)
            {
                InThread = body["reply_in_thread"]?.GetValue<bool>() == true,
                SentAt = now,
            };
            messages = messages.Add(message);
            if (uuid is not null)
                uuids[uuid] = (message.MessageId, now);
            return FeishuReply.Ok(MessageView.Of(message, world));
        }
    }

    // Five a second to one chat, whichever bot it is, and five updates a second of one message
    private FeishuReply? Hurry(string subject)
    {
        if (world.MessagesPerSecondPerChat == 0)
            return null;
        var now = time.GetUtcNow();
        if (!recent.TryGetValue(subject, out var times))
            recent[subject] = times = new Queue<DateTimeOffset>();
        while (times.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
            times.Dequeue();
        if (times.Count >= world.MessagesPerSecondPerChat)
            return FeishuReply.Fail(230020, "This operation triggers the frequency limit.");
        times.Enqueue(now);
        return null;
    }

    private static JsonObject? Nested(JsonObject body)
    {
        try
        {
            return CardLint.Word(body, "content") is { } content ? JsonNode.Parse(Encoding.UTF8.GetBytes(content)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
