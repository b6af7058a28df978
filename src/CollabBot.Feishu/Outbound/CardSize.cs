using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Feishu.Outbound;

/// <summary>What the platform counts: bytes of the request, and elements, of which tables are also counted by themselves.</summary>
internal readonly record struct CardSize(int Bytes, int Elements)
{
    /// <summary>30 KB is the platform's limit for a request, whose other fields are small; 180 elements pass and 200 do not.</summary>
    public static CardSize Most { get; } = new(29_500, 180);

    public static CardSize operator +(CardSize one, CardSize other) => Add(one, other);

    public static CardSize Add(CardSize one, CardSize other) => new(one.Bytes + other.Bytes, one.Elements + other.Elements);

    public static CardSize Of(JsonNode node) => new(InRequest(node.ToJsonString(FeishuJson.Options)), Count(node));

    public bool FitsIn(CardSize room) => Bytes <= room.Bytes && Elements <= room.Elements;

    // A card travels as a string inside JSON: its quotes and backslashes count twice
    private static int InRequest(string json) => JsonSerializer.SerializeToUtf8Bytes(json, FeishuJson.Options).Length;

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject thing => (thing.ContainsKey("tag") ? 1 : 0) + thing.Sum(p => Count(p.Value)),
        JsonArray list => list.Sum(Count),
        _ => 0,
    };
}
