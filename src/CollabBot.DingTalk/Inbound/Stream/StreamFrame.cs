using System.Text;
using System.Text.Json;
using CollabBot.DingTalk.Api;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>What came down the stream; <see cref="Data"/> is a JSON text of its own. https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol</summary>
internal sealed record StreamFrame(string Type, string Topic, string MessageId, string Data)
{
    /// <summary>What people say to the robot, and what they press on cards.</summary>
    public const string RobotTopic = "/v1.0/im/bot/messages/get", CardTopic = "/v1.0/card/instances/callback";

    /// <summary>An event's type, id and time; its topic says nothing.</summary>
    public string? EventType { get; init; }

    public string? EventId { get; init; }

    public long? EventBornTime { get; init; }

    /// <summary>The frame in these bytes, or null when they hold none.</summary>
    public static StreamFrame? Read(ReadOnlyMemory<byte> bytes)
    {
        if (Json.Object(bytes) is not { } frame || frame.Id("type") is not { } type)
            return null;
        // One published sample has the other spelling
        var headers = frame.Child("headers") ?? frame.Child("header");
        return new StreamFrame(type, headers?.Text("topic") ?? "", headers?.Text("messageId") ?? "", frame.Text("data") ?? "")
        {
            EventType = headers?.Id("eventType"),
            EventId = headers?.Id("eventId"),
            EventBornTime = headers?.Number("eventBornTime"),
        };
    }

    /// <summary>The data as the readers take it.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Data);

    /// <summary>The acknowledgement; its data is a JSON text again.</summary>
    public byte[] Ack(int code, string message, string data) => JsonSerializer.SerializeToUtf8Bytes(
        new { code, headers = new { contentType = "application/json", messageId = MessageId }, message, data }, DingTalkAnswer.Form);
}
