using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>A knowledge base as far as its nodes' titles go: https://open.feishu.cn/document/server-docs/docs/wiki-v2/space-node/create and …/update_title</summary>
public sealed partial class WikiDesk
{
    private int number;

    /// <summary>Spaces that exist; true where the app may write.</summary>
    public ConcurrentDictionary<string, bool> Spaces { get; } = new();

    /// <summary>Every node's title.</summary>
    public ConcurrentDictionary<string, string> Nodes { get; } = new();

    internal static bool Serves(string path) => NodePath().IsMatch(path);

    internal FeishuReply Answer(string path, JsonObject body)
    {
        var at = NodePath().Match(path);
        if (!Spaces.TryGetValue(at.Groups["space"].Value, out var writable))
            return FeishuReply.Fail(131005, "space not found", 404);
        if (!writable)
            return FeishuReply.Fail(131006, "permission denied: wiki space permission denied", 403);
        if (body["title"]?.ToString() is not { } title)
            return FeishuReply.Fail(131002, "param err: title");
        if (at.Groups["node"].Success)
        {
            if (!Nodes.ContainsKey(at.Groups["node"].Value))
                return FeishuReply.Fail(131005, "node not found", 404);
            Nodes[at.Groups["node"].Value] = title;
            return FeishuReply.Ok([]);
        }

        if (body["obj_type"]?.ToString() is not ("docx" or "sheet" or "mindnote" or "bitable" or "slides") || body["node_type"]?.ToString() is not ("origin" or "shortcut"))
            return FeishuReply.Fail(131002, "param err: obj_type");
        var node = "NodeTok" + Interlocked.Increment(ref number).ToString("D20", CultureInfo.InvariantCulture);
        Nodes[node] = title;
        return FeishuReply.Ok(new JsonObject { ["node"] = new JsonObject { ["space_id"] = at.Groups["space"].Value, ["node_token"] = node, ["obj_type"] = "docx", ["title"] = title } });
    }

    [GeneratedRegex("^/open-apis/wiki/v2/spaces/(?<space>[^/]+)/nodes(/(?<node>[^/]+)/update_title)?$")]
    private static partial Regex NodePath();
}
