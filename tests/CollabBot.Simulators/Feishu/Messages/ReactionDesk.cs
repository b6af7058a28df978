using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>Emojis on messages, put there by the bot or by people: https://open.feishu.cn/document/server-docs/im-v1/message-reaction/create and its neighbours.</summary>
internal sealed class ReactionDesk(FeishuWorld world, MessageDesk desk, HeardDesk heard, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<Reaction> all = [];
    private int number;

    public FeishuReply Add(string messageId, JsonObject body)
    {
        if (body["reaction_type"] is not JsonObject kind || CardLint.Word(kind, "emoji_type") is not { } emoji)
            return FeishuReply.Missing("reaction_type.emoji_type");
        if (!Emojis.Has(emoji))
            return FeishuReply.Fail(231001, "reaction type is invalid.");
        return Gone(messageId) ?? FeishuReply.Ok(Draw(Keep(messageId, emoji, null)));
    }

    /// <summary>A person puts an emoji on a message.</summary>
    public void Put(string messageId, string emoji, string openId) => Keep(messageId, emoji, openId);

    public FeishuReply List(string messageId, IQueryCollection query)
    {
        lock (gate)
        {
            var emoji = query["reaction_type"].FirstOrDefault();
            return Gone(messageId) ?? Paging.Page(query, [.. all.Where(r => r.MessageId == messageId && (emoji is null || r.Emoji == emoji))], Draw, most: 50);
        }
    }

    public FeishuReply Delete(string messageId, string reactionId)
    {
        lock (gate)
        {
            if (all.Find(r => r.Id == reactionId && r.MessageId == messageId) is not { } reaction)
                return FeishuReply.Fail(231011, "reaction_id does not exist.");
            if (reaction.OpenId is not null)
                return FeishuReply.Fail(231007, "no permission to delete the reaction of somebody else.");
            all.Remove(reaction);
            return FeishuReply.Ok(Draw(reaction));
        }
    }

    private FeishuReply? Gone(string messageId) => desk.IsGone(messageId) || (desk.Find(messageId) is null && desk.ChatOf(messageId) is null && !heard.Knows(messageId))
        ? FeishuReply.Fail(231003, "message not found, or it was recalled.")
        : null;

    private Reaction Keep(string messageId, string emoji, string? openId)
    {
        lock (gate)
        {
            var same = all.Find(r => r.MessageId == messageId && r.Emoji == emoji && r.OpenId == openId);
            if (same is not null)
                return same;
            all.Add(new Reaction($"ZCaCIjUBVVWSrm5L-{++number:D8}", messageId, emoji, openId, time.GetUtcNow()));
            return all[^1];
        }
    }

    private JsonObject Draw(Reaction reaction) => new()
    {
        ["reaction_id"] = reaction.Id,
        ["operator"] = new JsonObject { ["operator_id"] = reaction.OpenId ?? world.AppId, ["operator_type"] = reaction.OpenId is null ? "app" : "user" },
        ["action_time"] = reaction.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        ["reaction_type"] = new JsonObject { ["emoji_type"] = reaction.Emoji },
    };

    private sealed record Reaction(string Id, string MessageId, string Emoji, string? OpenId, DateTimeOffset At);
}
