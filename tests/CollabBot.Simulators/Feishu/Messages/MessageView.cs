using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>A message of the bot as the platform shows it back: https://open.feishu.cn/document/server-docs/im-v1/message/get</summary>
internal static class MessageView
{
    // A card of the second generation is never given back; this is what stands in its place
    private const string Card = """{"title":"","elements":[[{"tag":"text","text":"请升级至最新版本客户端，以查看内容"}]]}""";

    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(SimMessage message, FeishuWorld world)
    {
        var (content, mentions) = message.Type == "text" ? MentionView.Of(message.Content, world) : (Content(message), []);
        var item = new JsonObject
        {
            ["message_id"] = message.MessageId,
            ["msg_type"] = message.Type,
            ["create_time"] = Milliseconds(message.SentAt),
            ["update_time"] = Milliseconds(message.UpdatedAt ?? message.SentAt),
            ["deleted"] = message.Recalled,
            ["updated"] = message.UpdatedAt is not null,
            ["chat_id"] = message.ChatId,
            ["sender"] = new JsonObject { ["id"] = world.AppId, ["id_type"] = "app_id", ["sender_type"] = "app", ["tenant_key"] = world.TenantKey },
            ["body"] = new JsonObject { ["content"] = message.Recalled ? "This message was recalled" : content },
        };
        if (mentions.Count > 0 && !message.Recalled)
            item["mentions"] = mentions;
        if (message.ReplyTo is not null)
            (item["root_id"], item["parent_id"]) = (message.ReplyTo, message.ReplyTo);
        if (message.InThread)
            item["thread_id"] = "omt_" + (message.ReplyTo ?? message.MessageId)[3..];
        return item;
    }

    private static string Content(SimMessage message) => message.Type switch
    {
        "interactive" => Card,
        // Sent by language, shown in one
        "post" => message.Content.First().Value!.ToJsonString(Readable),
        _ => message.Content.ToJsonString(Readable),
    };

    private static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
