using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>Lists in pages whose tokens say nothing to anybody but us.</summary>
internal static class Paging
{
    public static FeishuReply Page<T>(IQueryCollection query, IReadOnlyList<T> all, Func<T, JsonObject> draw, int most, Action<JsonObject>? more = null)
    {
        if (!int.TryParse(query["page_size"].FirstOrDefault("20"), CultureInfo.InvariantCulture, out var size) || size < 1 || size > most)
            return FeishuReply.Missing("page_size");
        var from = 0;
        if (query["page_token"].FirstOrDefault() is { Length: > 0 } token && !TryOpen(token, out from))
            return FeishuReply.Missing("page_token");
        var next = from + size;
        var data = new JsonObject
        {
            ["items"] = new JsonArray([.. all.Skip(from).Take(size).Select(draw)]),
            ["page_token"] = next < all.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes("p" + next.ToString(CultureInfo.InvariantCulture))) : "",
            ["has_more"] = next < all.Count,
        };
        more?.Invoke(data);
        return FeishuReply.Ok(data);
    }

    private static bool TryOpen(string token, out int from)
    {
        from = 0;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 1 && bytes[0] == 'p'
            && int.TryParse(Encoding.ASCII.GetString(bytes, 1, length - 1), CultureInfo.InvariantCulture, out from);
    }
}
