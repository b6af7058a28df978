using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Tasks;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reads what happens without a message: https://open.feishu.cn/document/server-docs/im-v1/introduction and …/contact-v3/user/events/deleted</summary>
internal static class HappeningReader
{
    // Events about the company and not about a chat queue up behind one another
    private static readonly Place Company = new(EventReader.Platform, "directory", PlaceKind.Direct);

    /// <summary>Null for an event type that is not known here. <paramref name="emoji"/> is the emoji_type that asks for a blocker; others are not worth storing.</summary>
    public static WebhookVerdict? Read(FeishuEvent happened, string emoji) => happened.Type switch
    {
        "im.message.recalled_v1" => InGroup(happened, "", happened.Body.Text("message_id") is { Length: > 0 } id ? new Happening.MessageRecalled(id) : null),
        "im.message.reaction.created_v1" => Emoji(happened, emoji),
        "im.chat.member.bot.added_v1" => InGroup(happened, Operator(happened), new Happening.BotAdded(happened.Body.Text("name"))),
        "im.chat.member.bot.deleted_v1" => InGroup(happened, Operator(happened), new Happening.BotRemoved()),
        "im.chat.disbanded_v1" => InGroup(happened, "", new Happening.BotRemoved()),
        "im.chat.member.user.added_v1" => Members(happened, members => new Happening.MembersJoined(members)),
        "im.chat.member.user.deleted_v1" or "im.chat.member.user.withdrawn_v1" => Members(happened, members => new Happening.MembersLeft(members)),
        "im.chat.access_event.bot_p2p_chat_entered_v1" => Entered(happened),
        "p2p_chat_create" => Opened(happened, happened.Body.Text("user", "open_id"), happened.Body.Text("user", "name")),
        "application.bot.menu_v6" => Menu(happened),
        "contact.user.deleted_v3" => Left(happened),
        "contact.user.updated_v3" => happened.Body.Flag("object", "status", "is_resigned") ? Left(happened) : Directory(happened),
        "contact.user.created_v3" or "contact.scope.updated_v3" or "contact.department.created_v3" or "contact.department.updated_v3" or "contact.department.deleted_v3" =>
            Directory(happened),
        _ => TaskEvents.Read(happened),
    };

    private static WebhookVerdict InGroup(FeishuEvent happened, string sender, Happening? what) => happened.Body.Text("chat_id") is { Length: > 0 } chat && what is not null
        ? Accept(happened, new Place(EventReader.Platform, chat, PlaceKind.Group), sender, what)
        : Incomplete(happened);

    private static WebhookVerdict Emoji(FeishuEvent happened, string emoji)
    {
        if (emoji.Length == 0 || happened.Body.Text("reaction_type", "emoji_type") is not { } put || !put.Equals(emoji, StringComparison.OrdinalIgnoreCase))
            return new WebhookVerdict.Ignore("an emoji that asks for nothing", EventReader.Nothing);
        // The event tells who and on which message, not in which chat
        return happened.Body.Text("user_id", "open_id") is { Length: > 0 } who && happened.Body.Text("message_id") is { Length: > 0 } message
            ? Accept(happened, new Place(EventReader.Platform, who, PlaceKind.Direct), who, new Happening.EmojiAdded(message, put))
            : Incomplete(happened);
    }

    private static WebhookVerdict Members(FeishuEvent happened, Func<IReadOnlyList<Member>, Happening> what)
    {
        // Guests of another company are not our newcomers, and their open_ids mean nothing to our address book
        var members = happened.Body.Items("users")
            .Where(user => user.Text("tenant_key") is not { } tenant || tenant == happened.Tenant)
            .Select(user => new Member(user.Text("user_id", "open_id") ?? "", user.Text("name")))
            .Where(member => member.UserId.Length > 0)
            .ToList();
        return members.Count > 0 ? InGroup(happened, "", what(members)) : new WebhookVerdict.Ignore("members of other companies", EventReader.Nothing);
    }

    // Comes with every look into the chat: only the first is news
    private static WebhookVerdict Entered(FeishuEvent happened) => string.IsNullOrEmpty(happened.Body.Text("last_message_id"))
        ? Opened(happened, Operator(happened), null)
        : new WebhookVerdict.Ignore("a direct chat that is known", EventReader.Nothing);

    private static WebhookVerdict Opened(FeishuEvent happened, string? who, string? name) => happened.Body.Text("chat_id") is { Length: > 0 } chat && !string.IsNullOrEmpty(who)
        ? Accept(happened, new Place(EventReader.Platform, chat, PlaceKind.Direct), who, new Happening.DirectChatOpened(), name)
        : Incomplete(happened);

    // The key of a menu entry is a command line; the console may refuse spaces in it
    private static WebhookVerdict Menu(FeishuEvent happened) => Operator(happened) is { Length: > 0 } who && happened.Id is { Length: > 0 } id
        ? new WebhookVerdict.Accept(
            new InboundMessage(id, new Place(EventReader.Platform, who, PlaceKind.Direct), who, (happened.Body.Text("event_key") ?? "").Replace('_', ' '), happened.At)
            {
                SenderName = happened.Body.Text("operator", "operator_name"),
                Addressed = true,
                Fallback = "help",
            },
            [id],
            EventReader.Nothing)
        : Incomplete(happened);

    private static WebhookVerdict Left(FeishuEvent happened) => happened.Body.Text("object", "open_id") is { Length: > 0 } who
        ? Accept(happened, Company, "", new Happening.PersonLeft(who))
        : Incomplete(happened);

    private static WebhookVerdict Directory(FeishuEvent happened) => Accept(happened, Company, "", new Happening.DirectoryChanged());

    private static string Operator(FeishuEvent happened) =>
        happened.Body.Text("operator_id", "open_id") ?? happened.Body.Text("operator", "operator_id", "open_id") ?? "";

    private static WebhookVerdict Accept(FeishuEvent happened, Place place, string sender, Happening what, string? name = null) => happened.Id is { Length: > 0 } id
        ? new WebhookVerdict.Accept(new InboundMessage(id, place, sender, "", happened.At) { SenderName = name, Happened = what }, [id], EventReader.Nothing)
        : Incomplete(happened);

    // Delivered again it would lack the same: taken, and told in the log by the reason
    private static WebhookVerdict.Ignore Incomplete(FeishuEvent happened) => new($"{EventReader.Short(happened.Type)} lacks an id we need", EventReader.Nothing);
}
