using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>A message the bot sent, as people see it now.</summary>
public sealed record SimMessage(string MessageId, string ChatId, string Type, JsonObject Content, string? ReplyTo, string? Receiver, int Updates = 0)
{
    /// <summary>True for an answer that opens, or stays in, a thread.</summary>
    public bool InThread { get; init; }

    public DateTimeOffset SentAt { get; init; }

    /// <summary>What it showed before, oldest first.</summary>
    public ImmutableList<JsonObject> Before { get; init; } = [];
}

/// <summary>Takes messages: https://open.feishu.cn/document/server-docs/im-v1/message/create, …/reply, …/patch.</summary>
public sealed partial class MessageDesk(FeishuWorld world, TimeProvider time)
{
    private const int MostRequestBytes = 30 * 1024;
    private const int MostTextBytes = 150 * 1024;
    private static readonly TimeSpan UuidHolds = TimeSpan.FromHours(1);
    private static readonly TimeSpan UpdateHolds = TimeSpan.FromDays(14);
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string MessageId, DateTimeOffset At)> uuids = [];
    private readonly Dictionary<string, Queue<DateTimeOffset>> recent = [];
    private readonly HashSet<string> recalled = [];
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

    internal FeishuReply Send(string? idType, JsonObject body, int bytes)
    {
        if (idType is not ("open_id" or "union_id" or "user_id" or "email" or "chat_id"))
            return FeishuReply.Missing("receive_id_type");
        if (Text(body, "receive_id") is not { } receiver)
            return FeishuReply.Missing("receive_id");
        var prefix = idType switch
        {
            "open_id" => "ou_",
            "union_id" => "on_",
            "chat_id" => "oc_",
            _ => "",
        };
        if (!receiver.StartsWith(prefix, StringComparison.Ordinal))
            return FeishuReply.Fail(230034, "The receive_id is invalid.");
        if (world.UnavailableUsers.ContainsKey(receiver))
            return FeishuReply.Fail(230013, "Bot has NO availability to this user.");
        var chat = idType == "chat_id" ? receiver : "oc_p2p" + receiver[3..];
        return Add(chat, body, bytes, null, receiver);
    }

    internal FeishuReply Reply(string anchor, JsonObject body, int bytes)
    {
        if (!anchor.StartsWith("om_", StringComparison.Ordinal))
            return FeishuReply.Fail(99992354, "message_id not exist");
        string? chat;
        lock (gate)
        {
            if (recalled.Contains(anchor))
                return FeishuReply.Fail(230011, "The message has been recalled.");
            chat = heard.GetValueOrDefault(anchor) ?? messages.Find(m => m.MessageId == anchor)?.ChatId;
        }

        return Add(chat ?? "oc_of_" + anchor[3..], body, bytes, anchor, null);
    }

    internal FeishuReply Patch(string messageId, JsonObject body, int bytes)
    {
        lock (gate)
        {
            var index = messages.FindIndex(m => m.MessageId == messageId);
            if (index < 0)
                return FeishuReply.Fail(230001, "Your request contains an invalid request parameter, ext=message not found");
            if (recalled.Contains(messageId))
                return FeishuReply.Fail(230011, "The message has been recalled.");
            if (messages[index].Type != "interactive")
                return FeishuReply.Fail(230001, "Your request contains an invalid request parameter, ext=This message is NOT a card.");
            if (bytes > MostRequestBytes)
                return FeishuReply.Fail(230025, "The length of the message content reaches its limit.");
            if (time.GetUtcNow() - messages[index].SentAt > UpdateHolds)
                return FeishuReply.Fail(230031, "The message is sent more than 14 days ago.");
            if (Nested(body) is not { } card)
                return FeishuReply.Fail(230001, "Your request contains an invalid request parameter, ext=content is not a string in json format.");
            if (Refused("interactive", card) is { } refusal)
                return refusal;
            messages = messages.SetItem(index, messages[index] with { Content = card, Before = messages[index].Before.Add(messages[index].Content), Updates = messages[index].Updates + 1 });
            return FeishuReply.Ok([]);
        }
    }

    private FeishuReply Add(string chat, JsonObject body, int bytes, string? anchor, string? receiver)
    {
        if (Text(body, "msg_type") is not { } type)
            return FeishuReply.Missing("msg_type");
        if (type is not ("text" or "post" or "interactive" or "image" or "file" or "share_chat" or "share_user"))
            return FeishuReply.Fail(230001, "Your request contains an invalid request parameter, ext=invalid msg_type");
        if (world.LeftChats.ContainsKey(chat))
            return FeishuReply.Fail(230002, "The bot can not be outside the group.");
        if (bytes > (type == "text" ? MostTextBytes : MostRequestBytes))
            return FeishuReply.Fail(230025, "The length of the message content reaches its limit.");
        if (Nested(body) is not { } content)
            return FeishuReply.Fail(230001, "Your request contains an invalid request parameter, ext=content is not a string in json format.");
        if (type == "text" && (content.Count != 1 || Text(content, "text") is not { Length: > 0 }))
            return FeishuReply.Fail(230001, "Your request contains an invalid request parameter, ext=text is required");
        if (Refused(type, content) is { } refusal)
            return refusal;
        var uuid = body["uuid"]?.ToString();
        if (uuid?.Length > 50)
            return FeishuReply.Fail(99992402, "field validation failed", field: "uuid");

        lock (gate)
        {
            var now = time.GetUtcNow();
            if (uuid is not null && uuids.TryGetValue(uuid, out var before) && now - before.At < UuidHolds)
                return Seen(messages.Find(m => m.MessageId == before.MessageId)!);
            if (IsTooFast(chat, now))
                return FeishuReply.Fail(230020, "This operation triggers the frequency limit.");
            var message = new SimMessage($"om_{messages.Count + 1:x32}", chat, type, content, anchor, receiver)
            {
                InThread = body["reply_in_thread"]?.GetValue<bool>() == true,
                SentAt = now,
            };
            messages = messages.Add(message);
            if (uuid is not null)
                uuids[uuid] = (message.MessageId, now);
            return Seen(message);
        }
    }

    private FeishuReply? Refused(string type, JsonObject content)
    {
        var text = content.ToJsonString(Readable);
        if (world.StopsLeaks && MobileNumber().IsMatch(text))
            return FeishuReply.Fail(230028, "The messages do NOT pass the audit.");
        if (type != "interactive")
            return null;
        if (CardLint.Check(content) is { } fault)
            return FeishuReply.Card(fault);
        if (world.RefusedTags.Keys.FirstOrDefault(t => text.Contains($"\"tag\":\"{t}\"", StringComparison.Ordinal)) is { } tag)
            return FeishuReply.Card(new CardFault(200621, $"ROOT -> body -> elements -> [0](tag: {tag})", "unknown tag", tag));
        return world.UnknownUsers.Keys.FirstOrDefault(u => text.Contains(u, StringComparison.Ordinal)) is { } stranger
            ? FeishuReply.Card(new CardFault(100290, "ROOT -> body -> elements -> [0](tag: markdown)", "invalid person id", stranger))
            : null;
    }

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex MobileNumber();

    private bool IsTooFast(string chat, DateTimeOffset now)
    {
        if (world.MessagesPerSecondPerChat == 0)
            return false;
        if (!recent.TryGetValue(chat, out var times))
            recent[chat] = times = new Queue<DateTimeOffset>();
        while (times.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1))
            times.Dequeue();
        if (times.Count >= world.MessagesPerSecondPerChat)
            return true;
        times.Enqueue(now);
        return false;
    }

    private FeishuReply Seen(SimMessage message)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var data = new JsonObject
        {
            ["message_id"] = message.MessageId,
            ["msg_type"] = message.Type,
            ["create_time"] = now,
            ["update_time"] = now,
            ["deleted"] = false,
            ["updated"] = false,
            ["chat_id"] = message.ChatId,
            ["sender"] = new JsonObject { ["id"] = world.AppId, ["id_type"] = "app_id", ["sender_type"] = "app", ["tenant_key"] = world.TenantKey },
            ["body"] = new JsonObject { ["content"] = message.Type == "text" ? message.Content.ToJsonString() : "{}" },
        };
        if (message.ReplyTo is not null)
            (data["root_id"], data["parent_id"]) = (message.ReplyTo, message.ReplyTo);
        return FeishuReply.Ok(data);
    }

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static JsonObject? Nested(JsonObject body)
    {
        try
        {
            return Text(body, "content") is { } content ? JsonNode.Parse(Encoding.UTF8.GetBytes(content)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
