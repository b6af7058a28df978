using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>Events without a message, as Feishu words them.</summary>
public static class Happenings
{
    public static JsonObject Recalled(this EventMaker maker, string chatId, string messageId) => maker.Other("im.message.recalled_v1", new JsonObject
    {
        ["message_id"] = messageId,
        ["chat_id"] = chatId,
        ["recall_time"] = "1750000000500",
        ["recall_type"] = "message_owner",
    });

    /// <summary>An emoji on a message; by an app when <paramref name="openId"/> is null. The event names no chat.</summary>
    public static JsonObject Reaction(this EventMaker maker, string messageId, string emoji, string? openId)
    {
        var happened = new JsonObject
        {
            ["message_id"] = messageId,
            ["reaction_type"] = new JsonObject { ["emoji_type"] = emoji },
            ["operator_type"] = openId is null ? "app" : "user",
            ["action_time"] = "1750000000600",
        };
        if (openId is null)
            happened["app_id"] = "cli_0123456789abcdef";
        else
            happened["user_id"] = Id(openId);
        return maker.Other("im.message.reaction.created_v1", happened);
    }

    /// <summary>People came (<c>added</c>) or went (<c>deleted</c>, <c>withdrawn</c>); a guest has another company's key.</summary>
    public static JsonObject Members(this EventMaker maker, FeishuWorld world, string what, string chatId, params (string OpenId, string Name, bool Guest)[] users) =>
        maker.Other($"im.chat.member.user.{what}_v1", new JsonObject
        {
            ["chat_id"] = chatId,
            ["operator_id"] = Id("ou_0000000000000000000000000000000f"),
            ["external"] = users.Any(u => u.Guest),
            ["operator_tenant_key"] = world.TenantKey,
            ["users"] = new JsonArray([.. users.Select(u => (JsonNode)new JsonObject
            {
                ["name"] = u.Name,
                ["tenant_key"] = u.Guest ? "tenantkey0000002" : world.TenantKey,
                ["user_id"] = Id(u.OpenId),
            })]),
            ["name"] = "战略项目群",
        });

    /// <summary>The bot came into a group (<c>added</c>) or was put out of it (<c>deleted</c>).</summary>
    public static JsonObject BotMoved(this EventMaker maker, string what, string chatId, string byOpenId, string? name) => maker.Other($"im.chat.member.bot.{what}_v1", new JsonObject
    {
        ["chat_id"] = chatId,
        ["operator_id"] = Id(byOpenId),
        ["external"] = false,
        ["operator_tenant_key"] = "tenantkey0000001",
        ["name"] = name,
        ["i18n_names"] = new JsonObject { ["zh_cn"] = name, ["en_us"] = name, ["ja_jp"] = name },
    });

    public static JsonObject Disbanded(this EventMaker maker, string chatId) => maker.Other("im.chat.disbanded_v1", new JsonObject
    {
        ["chat_id"] = chatId,
        ["operator_id"] = Id("ou_0000000000000000000000000000000f"),
        ["external"] = false,
    });

    /// <summary>Somebody looked into the direct chat; the last message's id is there once anything was said.</summary>
    public static JsonObject ChatEntered(this EventMaker maker, string chatId, string openId, string? lastMessageId) =>
        maker.Other("im.chat.access_event.bot_p2p_chat_entered_v1", new JsonObject
        {
            ["chat_id"] = chatId,
            ["operator_id"] = Id(openId),
            ["last_message_id"] = lastMessageId ?? "",
            ["last_message_create_time"] = lastMessageId is null ? "" : "1750000000100",
        });

    /// <summary>The first direct chat, in the old envelope.</summary>
    public static JsonObject ChatCreated(FeishuWorld world, string chatId, string openId, string name) => new()
    {
        ["uuid"] = "41b5f371157e3d5341b38b20396e1111",
        ["token"] = world.VerificationToken,
        ["ts"] = "1750000000.7171419",
        ["type"] = "event_callback",
        ["event"] = new JsonObject
        {
            ["type"] = "p2p_chat_create",
            ["app_id"] = world.AppId,
            ["chat_id"] = chatId,
            ["operator"] = new JsonObject { ["open_id"] = openId },
            ["tenant_key"] = world.TenantKey,
            ["user"] = new JsonObject { ["open_id"] = openId, ["name"] = name },
        },
    };

    public static JsonObject MenuChosen(this EventMaker maker, string openId, string name, string key) => maker.Other("application.bot.menu_v6", new JsonObject
    {
        ["operator"] = new JsonObject { ["operator_name"] = name, ["operator_id"] = Id(openId) },
        ["event_key"] = key,
        ["timestamp"] = long.Parse("1750000000", CultureInfo.InvariantCulture),
    });

    /// <summary><c>created</c>, <c>updated</c> or <c>deleted</c>.</summary>
    public static JsonObject UserChanged(this EventMaker maker, string what, string openId, bool resigned = false) => maker.Other($"contact.user.{what}_v3", new JsonObject
    {
        ["object"] = new JsonObject
        {
            ["open_id"] = openId,
            ["union_id"] = "on_" + openId[3..],
            ["status"] = new JsonObject { ["is_frozen"] = false, ["is_resigned"] = resigned, ["is_activated"] = true, ["is_exited"] = false, ["is_unjoin"] = false },
        },
        ["old_object"] = new JsonObject { ["open_id"] = openId },
    });

    private static JsonObject Id(string openId) => new() { ["union_id"] = "on_" + openId[3..], ["user_id"] = "", ["open_id"] = openId };
}
