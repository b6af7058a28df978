using System.Globalization;
using System.Text;
using System.Text.Json;
using CollabBot.Feishu.Inbound.Wire;
using Google.Protobuf;

namespace CollabBot.Feishu.Inbound;

/// <summary>Makes and reads the connection's frames.</summary>
internal static class LinkFrames
{
    public const int Control = 0;
    public const int Data = 1;

    public static Frame Ping(int service) => new() { SeqID = 0, LogID = 0, Service = service, Method = Control, Headers = { Pair("type", "ping") } };

    /// <summary>False when a field is missing that every frame must have; the parser does not look.</summary>
    public static bool IsWhole(this Frame frame) =>
        frame is { HasSeqID: true, HasLogID: true, HasService: true, HasMethod: true } && frame.Headers.All(h => h is { HasKey: true, HasValue: true });

    public static string? Header(this Frame frame, string key) => frame.Headers.FirstOrDefault(h => h.Key == key)?.Value;

    public static int Number(this Frame frame, string key) => int.TryParse(frame.Header(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The same frame back with how it went; <paramref name="response"/> is the JSON a card callback answers.</summary>
    public static Frame Ack(Frame frame, int code, string? response, TimeSpan took)
    {
        var ack = frame.Clone();
        ack.Headers.Add(Pair("biz_rt", ((long)took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)));
        ack.Payload = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(response is null
            ? new Dictionary<string, object> { ["code"] = code }
            : new Dictionary<string, object> { ["code"] = code, ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(response)) }));
        return ack;
    }

    private static Header Pair(string key, string value) => new() { Key = key, Value = value };
}
