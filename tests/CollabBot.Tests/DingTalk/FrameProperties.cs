using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.DingTalk;
using CollabBot.DingTalk.Inbound;
using CollabBot.DingTalk.Inbound.Stream;
using CollabBot.Tests.Contracts;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.DingTalk;

/// <summary>Frames that were changed on their way: whatever they hold, reading ends in a verdict and an acknowledgement.</summary>
public sealed class FrameProperties
{
    private const string Signs = "abc019{}[]:,.\\\"\0\ud83d@$# ";
    private static readonly string[] Types = ["user_leave_org", "chat_add_member", "chat_quit", "user_add_org", "im_cool_app_install", "x"];
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    private static readonly string[] Frames =
    [
        Frame("CALLBACK", "/v1.0/im/bot/messages/get", """{"conversationId":"c","conversationType":"1","msgId":"m","msgtype":"richText","content":{"richText":[{"text":"卡点 @李娜"},{"type":"picture"}]},"senderStaffId":"u","senderNick":"n","atUsers":[{"dingtalkId":"b"},{"staffId":"x"}],"createAt":1690362101894,"sessionWebhook":"https://x","sessionWebhookExpiredTime":"1690367502152"}"""),
        Frame("CALLBACK", "/v1.0/card/instances/callback", """{"outTrackId":"c","userId":"u","spaceId":"s","content":"{\"cardPrivateData\":{\"params\":{\"line\":\"我的\",\"f\":{\"value\":[1,{\"value\":2}]}}}}"}"""),
        Frame("EVENT", "*", """{"openConversationId":"c","userId":["a","b"],"operator":"o","robotCode":"r"}"""),
    ];

    [Test]
    public async Task Any_frame_is_read_without_throwing()
    {
        await using var storage = new LiteDbHost();
        var names = new StaffNames(storage.Store);
        var proofs = Blank.Proofs(storage.Time);
        var desk = new StreamDesk(names, new EventReader(names, proofs, Options.Create(new DingTalkOptions { RobotCode = "r" })), new PressMemory(new Pulse(storage.Time)), new PressAnswers(new Pulse(storage.Time), Options.Create(new DingTalkOptions())), new UnusedFrames(NullLogger<UnusedFrames>.Instance), proofs);
        var change = Gen.Select(Gen.Int[0, 2000], Gen.Char[Signs]);
        Gen.Select(Gen.Int[0, Frames.Length - 1], change.List[0, 12], Gen.Int[0, Types.Length - 1], Gen.Bool).Sample((which, changes, type, half) =>
        {
            var text = new StringBuilder(Frames[which].Replace("TYPE", Types[type], StringComparison.Ordinal));
            foreach (var (at, sign) in changes)
                text[at % text.Length] = sign;
            if (half)
                text.Replace("c", """\\ud83d""");
            if (StreamFrame.Read(Encoding.UTF8.GetBytes(text.ToString())) is not { } frame)
                return true;
            var work = desk.Read(frame, Now);
            return work.Ack.Length > 0 && (work.Verdict is not WebhookVerdict.Accept accept || accept.Keys.Count > 0);
        }, iter: 20_000);
    }

    private static string Frame(string type, string topic, string data) => JsonSerializer.Serialize(new JsonObject
    {
        ["type"] = type,
        ["headers"] = new JsonObject { ["topic"] = topic, ["messageId"] = "1_2_3_4", ["eventType"] = "TYPE", ["eventId"] = "e-1", ["eventBornTime"] = "1690362101894" },
        ["data"] = data,
    });
}
