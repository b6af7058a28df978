using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using CollabBot.DingTalk.Inbound.Stream;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound;

/// <summary>Answers by the session webhook that came with the question, which can mention people, else by the robot API, which reaches every chat at any time.</summary>
internal sealed class DingTalkPlatform(
    IRobotApi robot, ISessionApi sessions, DingTalkTokens tokens, Pacer pacer, SentMemory memory, StreamState stream, Phrasebook phrases, Pulse pulse, IOptions<DingTalkOptions> options) : IPlatform
{
    private static readonly Dictionary<string, string> Nobody = [];

    public string Name => DingTalkModule.Platform;

    public PlatformFeatures Features { get; } =
        new(Cards: true, UpdateCards: false, Forms: false, UpdateWindow: TimeSpan.Zero, MaxCardBytes: DingTalkMessage.MostBytes);

    public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        if (memory.Find(message.Key) is { } before)
            return before;
        var outcome = await SendNowAsync(message, cancel);
        if (outcome is SendOutcome.Sent sent)
            memory.Add(message.Key, sent);
        return outcome;
    }

    public async Task<bool> ReadyAsync(CancellationToken cancel) => stream.Ready && (await tokens.GetAsync(cancel)).Token is not null;

    private async Task<SendOutcome> SendNowAsync(Outgoing message, CancellationToken cancel)
    {
        if (SessionWebhook.For(message, options.Value, pulse.Time.GetUtcNow()) is { } session)
        {
            var outcome = await BySessionAsync(session, message, cancel);
            // A session that is gone says nothing about the chat
            if (outcome is not SendOutcome.Failed { Kind: FailureKind.Misconfigured })
                return outcome;
        }

        var (key, param) = Write(message, Nobody).ForRobot();
        return message switch
        {
            { Place: { Kind: PlaceKind.Group } group } => await ByRobotAsync("groupMessages/send",
                token => robot.SendToGroupAsync(token, new GroupMessage(options.Value.RobotCode, group.ChatId, key, param), cancel), group.ChatId, cancel),
            { Place.ChatId: var person } => await ToPersonAsync(person, key, param, cancel),
            { Recipient: { } person } => await ToPersonAsync(person, key, param, cancel),
            _ => new SendOutcome.Failed(FailureKind.Rejected, "a message without place and recipient"),
        };
    }

    private DingTalkMessage Write(Outgoing message, IReadOnlyDictionary<string, string> mentioned) =>
        MessageWriter.Write(message.Card, mentioned, phrases.Say("dingtalk.form", message.Locale));

    private Task<SendOutcome> ToPersonAsync(string person, string key, string param, CancellationToken cancel) => ByRobotAsync("oToMessages/batchSend",
        token => robot.SendToPeopleAsync(token, new PeopleMessage(options.Value.RobotCode, [person], key, param), cancel), person, cancel);

    private async Task<SendOutcome> BySessionAsync(SessionWebhook session, Outgoing message, CancellationToken cancel)
    {
        await pacer.WaitAsync("sendBySession", cancel);
        var body = Write(message, message.MentionedUsers).ForSession();
        var answer = await DingTalkAnswer.OfAsync(() => sessions.SendAsync(session.Session, body, session.Origin, cancel), cancel);
        return DingTalkFailures.Classify(answer) is { } failure ? failure : new SendOutcome.Sent(null, message.Place?.ChatId);
    }

    private async Task<SendOutcome> ByRobotAsync(string api, Func<string, Task<Refit.ApiResponse<string>>> call, string chat, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            var (token, none) = await tokens.GetAsync(cancel);
            if (token is null)
                return none!;
            await pacer.WaitAsync(api, cancel);
            var answer = await DingTalkAnswer.OfAsync(() => call(token), cancel);
            if (DingTalkFailures.Classify(answer) is not { } failure)
                return Delivered(answer.Json, chat);
            // A token can be withdrawn before its time; a fresh one tells whether it was only that
            if (failure.Kind != FailureKind.Denied || tries > 0)
                return failure;
            tokens.Drop(token);
        }
    }

    /// <summary>200 alone is no delivery: people the robot may not reach are listed in it.</summary>
    private static SendOutcome Delivered(JsonElement? answer, string chat) => answer switch
    {
        { } body when body.Items("invalidStaffIdList").Any() => new SendOutcome.Failed(FailureKind.Misconfigured, "HTTP 200 invalidStaffIdList"),
        { } body when body.Items("flowControlledStaffIdList").Any() => new SendOutcome.Failed(FailureKind.Busy, "HTTP 200 flowControlledStaffIdList", TimeSpan.FromMinutes(1)),
        // Its processQueryKey can recall a message, not change it: to the rest of us it has no id
        _ => new SendOutcome.Sent(null, chat),
    };
}
