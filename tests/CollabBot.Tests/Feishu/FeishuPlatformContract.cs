using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Feishu;

/// <summary>Feishu keeps to what every platform keeps to.</summary>
public sealed class FeishuPlatformContract : PlatformContract
{
    protected override async Task<PlatformBench> StartAsync() => new Bench(await FeishuBench.StartAsync());

    private sealed class Bench(FeishuBench feishu) : PlatformBench
    {
        private const string Zhang = "ou_2222222222222222222222222222222b";

        public override IPlatform Platform => feishu.Platform;

        public override Place Group { get; } = new("feishu", "oc_group", PlaceKind.Group);

        public override Place? GoneGroup
        {
            get
            {
                feishu.Simulator.World.LeftChats["oc_gone"] = true;
                return new Place("feishu", "oc_gone", PlaceKind.Group);
            }
        }

        public override string Person => Zhang;

        public override IReadOnlyList<SeenMessage> Seen =>
        [
            .. feishu.Simulator.Desk.Messages.Select(message =>
            {
                var seen = SeenCard.Of(message);
                return new SeenMessage(message.ChatId, seen.Text.TrimEnd('\n'), seen.Links, [.. seen.Buttons.Select(b => $"{b.Label} → {b.Line}")], seen.Notified);
            }),
        ];

        public override Outgoing AnswerTo(string text, Card answer, string key)
        {
            var said = feishu.Simulator.Events.Seal(feishu.Maker.Message(new SimText(Group.ChatId, true, Zhang, text)));
            var read = (WebhookVerdict.Accept)feishu.Read(said);
            feishu.Simulator.Desk.Heard(read.Message.MessageId!, Group.ChatId);
            return new Outgoing(key, read.Message.Place, answer, "zh-CN") { ReplyTo = read.Message.MessageId, ReplyHints = read.Message.ReplyHints };
        }

        public override bool Throttle()
        {
            feishu.Simulator.Faults.Answer(FeishuReply.TooMany(7), times: 100);
            return true;
        }

        public override bool RefuseToken()
        {
            feishu.Simulator.Faults.Answer(FeishuReply.Fail(99991663, "Invalid access token for authorization."), times: 100);
            return true;
        }

        public override bool CutOff()
        {
            feishu.Simulator.Faults.LoseAnswer("/", times: 100);
            return true;
        }

        public override ValueTask DisposeAsync() => feishu.DisposeAsync();
    }
}
