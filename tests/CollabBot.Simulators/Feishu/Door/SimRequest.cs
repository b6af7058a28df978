using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Door;

/// <summary>A call as it came in, matched to a route: <see cref="At"/> has the parts of the path that the route names.</summary>
internal sealed record SimRequest(HttpRequest Http, byte[] Bytes, JsonObject Body, IReadOnlyDictionary<string, string> At)
{
    public string Path => Http.Path.Value ?? "";

    public IQueryCollection Query => Http.Query;

    /// <summary>The part of the path that the route calls so.</summary>
    public string this[string part] => At[part];

    /// <summary>The body as an object; nothing sent is an empty one. False for what is no JSON object.</summary>
    public static bool TryRead(byte[] bytes, out JsonObject body)
    {
        body = [];
        if (bytes.Length == 0)
            return true;
        try
        {
            if (JsonNode.Parse(bytes) is not JsonObject read)
                return false;
            body = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
