using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>What people said, as it can be read back: https://open.feishu.cn/document/server-docs/im-v1/message/get</summary>
public sealed class HeardDesk(FeishuWorld world, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, JsonObject> messages = new();

    /// <summary>Keeps the message of an im.message.receive_v1; returns its id.</summary>
    public string Hear(JsonObject happened)
    {
        var message = happened["event"]!["message"]!;
        var id = (string)message["message_id"]!;
        messages[id] = new JsonObject
        {
            ["message_id"] = id,
            ["chat_id"] = message["chat_id"]!.DeepClone(),
            ["msg_type"] = message["message_type"]!.DeepClone(),
            ["create_time"] = message["create_time"]!.DeepClone(),
            ["update_time"] = message["create_time"]!.DeepClone(),
            ["deleted"] = false,
            ["updated"] = false,
            ["sender"] = new JsonObject
            {
                ["id"] = happened["event"]!["sender"]!["sender_id"]!["open_id"]!.DeepClone(),
                ["id_type"] = "open_id",
                ["sender_type"] = "user",
                ["tenant_key"] = world.TenantKey,
            },
            ["body"] = new JsonObject { ["content"] = message["content"]!.DeepClone() },
            ["mentions"] = new JsonArray([.. (message["mentions"] as JsonArray ?? []).Select(m => (JsonNode)new JsonObject
            {
                ["key"] = m!["key"]!.DeepClone(),
                ["id"] = m["id"]!["open_id"]!.DeepClone(),
                ["id_type"] = "open_id",
                ["name"] = m["name"]!.DeepClone(),
                ["tenant_key"] = world.TenantKey,
            })]),
        };
        return id;
    }

    /// <summary>A person corrects their words; no event tells of it.</summary>
    public void Edit(string messageId, string text) => Change(messageId, m =>
    {
        (m["updated"], m["update_time"]) = (true, time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        m["body"] = new JsonObject { ["content"] = new JsonObject { ["text"] = text }.ToJsonString() };
    });

    /// <summary>A person takes it back.</summary>
    public void Recall(string messageId) => Change(messageId, m =>
    {
        m["deleted"] = true;
        m["body"] = new JsonObject { ["content"] = "This message was recalled" };
    });

    internal IEnumerable<JsonObject> All => messages.Values;

    internal bool Knows(string messageId) => messages.ContainsKey(messageId);

    internal FeishuReply Get(string messageId)
    {
        if (!messages.TryGetValue(messageId, out var message))
            return FeishuReply.Fail(230110, "Action unavailable as the message has been deleted.");
        return world.LeftChats.ContainsKey((string)message["chat_id"]!)
            ? FeishuReply.Fail(230002, "The bot can not be outside the group.")
            : FeishuReply.Ok(new JsonObject { ["items"] = new JsonArray(message.DeepClone()) });
    }

    private void Change(string messageId, Action<JsonObject> change)
    {
        var message = (JsonObject)messages[messageId].DeepClone();
        change(message);
        messages[messageId] = message;
    }
}
