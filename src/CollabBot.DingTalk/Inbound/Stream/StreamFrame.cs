using System.Text;
using System.Text.Json;
using CollabBot.DingTalk.Api;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>What came down the stream; <see cref="Data"/> is a JSON text of its own. https://opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol</summary>
internal sealed record StreamFrame(string Type, string Topic, string MessageId, string Data)
{
    /// <summary>What people say to the robot.</summary>
    public const string RobotTopic = "/v1.0/im/bot/messages/get";

    /// <summary>The frame in these bytes, or null when they hold none.</summary>
    public static StreamFrame? Read(ReadOnlyMemory<byte> bytes) => Json.Object(bytes) is { } frame && frame.Id("type") is { } type
        ? new StreamFrame(type, frame.Child("headers")?.Text("topic") ?? "", frame.Child("headers")?.Text("messageId") ?? "", frame.Text("data") ?? "")
        : null;

    /// <summary>The data as the robot message's reader takes it.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Data);

    /// <summary>The acknowledgement; its data is a JSON text again.</summary>
    public byte[] Ack(int code, string message, string data) => JsonSerializer.SerializeToUtf8Bytes(
        new { code, headers = new { contentType = "application/json", messageId = MessageId }, message, data }, DingTalkAnswer.Form);
}
