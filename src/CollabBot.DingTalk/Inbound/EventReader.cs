using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound;

/// <summary>An event out of either way in: its fields stand in <see cref="Body"/>, what is around them differs.</summary>
internal sealed record DingTalkEvent(string Type, string? Id, JsonElement Body, DateTimeOffset At);

/// <summary>Reads what happens without a message. https://open.dingtalk.com/document/development/event-list</summary>
internal sealed class EventReader(StaffNames names, ProofBook proofs, IOptions<DingTalkOptions> options)
{
    // Events about the company and not about a chat queue up behind one another
    private static readonly Place Company = new(DingTalkModule.Platform, "directory", PlaceKind.Direct);

    // So do what happens to to-dos
    private static readonly Place ToDos = new(DingTalkModule.Platform, "todos", PlaceKind.Direct);

    /// <summary>Null for an event type that is not known here. <paramref name="response"/> is what DingTalk wants to hear.</summary>
    public WebhookVerdict? Read(DingTalkEvent happened, string response)
    {
        if (SpentAllowance.Read(happened.Body, happened.At, response) is { } spent)
        {
            proofs.Heard(null, spent);
            return spent;
        }

        proofs.Happened(opened: true);
        return happened.Type switch
        {
            "chat_add_member" => Members(happened, m => new Happening.MembersJoined(m), response),
            "chat_remove_member" => Members(happened, m => new Happening.MembersLeft(m), response),
            "chat_quit" => InGroup(happened, "", happened.Body.Id("operator") is { } who ? new Happening.MembersLeft([Member(who)]) : null, response),
            "chat_disband" => InGroup(happened, "", new Happening.BotRemoved(), response),
            "im_cool_app_install" => Installed(happened, new Happening.BotAdded(), response),
            "im_cool_app_uninstall" => Installed(happened, new Happening.BotRemoved(), response),
            "user_leave_org" => Left(happened, response),
            "user_add_org" or "user_modify_org" or "user_active_org" or "user_dept_change" or "org_dept_create" or "org_dept_modify" or "org_dept_remove" or "inner_app_scopes_change" =>
                Accept(happened, Company, "", new Happening.DirectoryChanged(), response),
            "todo_task_update" or "todo_task_delete" => Touched(happened, response),
            // Ours are made by us, and others are nobody's business
            "todo_task_create" => new WebhookVerdict.Ignore("a new to-do", response),
            _ => null,
        };
    }

    private WebhookVerdict Touched(DingTalkEvent happened, string response) => (happened.Body.Id("taskId") ?? happened.Body.Id("TaskId")) is { } task
        ? Accept(happened, ToDos, "", new Happening.ToDoTouched([task]), response)
        : Incomplete(happened, response);

    private WebhookVerdict Members(DingTalkEvent happened, Func<IReadOnlyList<Member>, Happening> what, string response)
    {
        // People outside the organisation have only a union id, which nothing here can write to
        var members = Users(happened).Select(Member).ToList();
        return members.Count > 0 ? InGroup(happened, "", what(members), response) : new WebhookVerdict.Ignore("members outside the organisation", response);
    }

    // Some HTTP pushes write the names of their fields with a capital
    private static IEnumerable<string> Users(DingTalkEvent happened) => happened.Body.Texts("userId").Concat(happened.Body.Texts("UserId")).Distinct(StringComparer.Ordinal);

    private Member Member(string staffId) => new(staffId, names.Of(staffId));

    private WebhookVerdict Installed(DingTalkEvent happened, Happening what, string response) =>
        happened.Body.Id("robotCode") is { } other && other != options.Value.RobotCode
            ? new WebhookVerdict.Ignore("another robot's group", response)
            : InGroup(happened, happened.Body.Id("operator") ?? "", what, response);

    private WebhookVerdict InGroup(DingTalkEvent happened, string sender, Happening? what, string response)
    {
        if (happened.Body.Id("openConversationId") is not { } chat || what is null)
            return Incomplete(happened, response);
        if (what is Happening.BotAdded or Happening.BotRemoved)
            proofs.Group(chat, gone: what is Happening.BotRemoved);
        return Accept(happened, new Place(DingTalkModule.Platform, chat, PlaceKind.Group), sender, what, response);
    }

    private static WebhookVerdict Left(DingTalkEvent happened, string response)
    {
        var left = Users(happened).ToList();
        if (left.Count == 0 || happened.Id is not { } id)
            return Incomplete(happened, response);
        WebhookVerdict.Accept One(string who, string key) =>
            new(new InboundMessage(key, Company, "", "", happened.At) { Happened = new Happening.PersonLeft(who) }, [key], response);
        return One(left[0], id) with { More = [.. left.Skip(1).Select(who => One(who, $"{id}#{who}"))] };
    }

    private WebhookVerdict Accept(DingTalkEvent happened, Place place, string sender, Happening what, string response) => happened.Id is { } id
        ? new WebhookVerdict.Accept(new InboundMessage(id, place, sender, "", happened.At) { Happened = what, SenderName = sender.Length > 0 ? names.Of(sender) : null }, [id], response)
        : Incomplete(happened, response);

    // Delivered again it would lack the same: taken, and told in the log by the reason
    private static WebhookVerdict.Ignore Incomplete(DingTalkEvent happened, string response) => new($"{happened.Type} lacks an id we need", response);
}
