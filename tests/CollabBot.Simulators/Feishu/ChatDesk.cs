using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>A group the bot is in, and its people (open_id and name).</summary>
public sealed record SimChat(string ChatId, string Name, IReadOnlyList<(string OpenId, string Name)> Members);

/// <summary>Lists groups and their members in pages with opaque tokens.</summary>
public sealed class ChatDesk
{
    private const int MostPerPage = 100;

    public ConcurrentBag<SimChat> Chats { get; } = [];

    internal FeishuReply List(IQueryCollection query) => Page(query, [.. Chats.OrderBy(c => c.ChatId, StringComparer.Ordinal)], chat => new JsonObject
    {
        ["chat_id"] = chat.ChatId,
        ["name"] = chat.Name,
        ["external"] = false,
        ["chat_status"] = "normal",
    });

    internal FeishuReply Members(string chatId, IQueryCollection query)
    {
        if (query["member_id_type"] is not ["open_id" or "union_id" or "user_id"])
            return FeishuReply.Missing("member_id_type");
        return Chats.FirstOrDefault(c => c.ChatId == chatId) is { } chat
            ? Page(query, chat.Members, member => new JsonObject { ["member_id_type"] = "open_id", ["member_id"] = member.OpenId, ["name"] = member.Name })
            : FeishuReply.Fail(232011, "Operator can NOT be out of the chat.");
    }

    private static FeishuReply Page<T>(IQueryCollection query, IReadOnlyList<T> all, Func<T, JsonObject> draw)
    {
        if (!int.TryParse(query["page_size"].FirstOrDefault("20"), CultureInfo.InvariantCulture, out var size) || size is < 1 or > MostPerPage)
            return FeishuReply.Missing("page_size");
        var from = 0;
        if (query["page_token"].FirstOrDefault() is { Length: > 0 } token && !TryOpen(token, out from))
            return FeishuReply.Missing("page_token");
        var next = from + size;
        return FeishuReply.Ok(new JsonObject
        {
            ["items"] = new JsonArray([.. all.Skip(from).Take(size).Select(draw)]),
            ["page_token"] = next < all.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture))) : "",
            ["has_more"] = next < all.Count,
        });
    }

    private static bool TryOpen(string token, out int from)
    {
        from = 0;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && int.TryParse(Encoding.ASCII.GetString(bytes, 0, length), CultureInfo.InvariantCulture, out from);
    }
}
