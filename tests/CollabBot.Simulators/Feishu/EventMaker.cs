using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>What a person wrote to, or near, the bot. A text mentions by <c>@_user_1</c>…, one for each mentioned id.</summary>
public sealed record SimText(string ChatId, bool Group, string Sender, string Text)
{
    public IReadOnlyList<(string OpenId, string Name)> Mentions { get; init; } = [];

    public string Type { get; init; } = "text";
}

/// <summary>A button pressed on a card, or a form submitted when there are <see cref="FormValue"/>.</summary>
public sealed record SimPress(string ChatId, string MessageId, string Sender, JsonNode? Value)
{
    public JsonObject? FormValue { get; init; }
}

/// <summary>Makes events as Feishu words them; ids count up.</summary>
public sealed class EventMaker(FeishuWorld world, TimeProvider time, int first = 0)
{
    private int number = first;

    public JsonObject Message(SimText said)
    {
        var id = Interlocked.Increment(ref number);
        var mentions = said.Mentions.Select((m, i) => (JsonNode)new JsonObject
        {
            ["key"] = $"@_user_{i + 1}",
            ["id"] = new JsonObject { ["union_id"] = "on_" + m.OpenId[3..], ["user_id"] = "", ["open_id"] = m.OpenId },
            ["name"] = m.Name,
            ["tenant_key"] = world.TenantKey,
        });
        return Envelope("im.message.receive_v1", id, Milliseconds(), new JsonObject
        {
            ["sender"] = new JsonObject
            {
                ["sender_id"] = Ids(said.Sender),
                ["sender_type"] = "user",
                ["tenant_key"] = world.TenantKey,
            },
            ["message"] = new JsonObject
            {
                ["message_id"] = $"om_a{id:x31}",
                ["create_time"] = Milliseconds(),
                ["update_time"] = Milliseconds(),
                ["chat_id"] = said.ChatId,
                ["chat_type"] = said.Group ? "group" : "p2p",
                ["message_type"] = said.Type,
                ["content"] = said.Type == "text" ? new JsonObject { ["text"] = said.Text }.ToJsonString() : said.Text,
                ["mentions"] = new JsonArray([.. mentions]),
            },
        });
    }

    public JsonObject CardAction(SimPress press)
    {
        var id = Interlocked.Increment(ref number);
        var action = new JsonObject { ["tag"] = "button" };
        if (press.Value is not null)
            action["value"] = press.Value.DeepClone();
        if (press.FormValue is not null)
            (action["form_value"], action["timezone"], action["name"]) = (press.FormValue.DeepClone(), "Asia/Shanghai", "submit_button");
        return Envelope("card.action.trigger", id, Milliseconds() + "000", new JsonObject
        {
            ["operator"] = new JsonObject { ["tenant_key"] = world.TenantKey, ["union_id"] = "on_" + press.Sender[3..], ["open_id"] = press.Sender },
            ["token"] = $"c-{id:x40}",
            ["action"] = action,
            ["host"] = "im_message",
            ["context"] = new JsonObject { ["open_message_id"] = press.MessageId, ["open_chat_id"] = press.ChatId },
        });
    }

    public JsonObject Other(string type, JsonObject happened) => Envelope(type, Interlocked.Increment(ref number), Milliseconds(), happened);

    // The company's own id is seen with a scope of its own
    private JsonObject Ids(string openId)
    {
        var ids = new JsonObject { ["union_id"] = "on_" + openId[3..], ["open_id"] = openId };
        if (world.ShowsUserIds)
            ids["user_id"] = "u" + openId[^8..];
        return ids;
    }

    private JsonObject Envelope(string type, int id, string created, JsonObject happened) => new()
    {
        ["schema"] = "2.0",
        ["header"] = new JsonObject
        {
            ["event_id"] = $"{id:x32}",
            ["event_type"] = type,
            ["create_time"] = created,
            ["token"] = world.VerificationToken,
            ["app_id"] = world.AppId,
            ["tenant_key"] = world.TenantKey,
        },
        ["event"] = happened,
    };

    private string Milliseconds() => time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
