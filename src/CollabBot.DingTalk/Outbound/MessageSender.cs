using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound;

/// <summary>Brings one message out: by the session webhook that came with the question, which can mention people, else by the robot API, which reaches every chat at any time.</summary>
internal sealed class MessageSender(
    IRobotApi robot, ISessionApi sessions, AppCalls calls, Pacer pacer, SessionPace pace, MonthlyCalls month, ProofBook proofs, Pulse pulse, IOptions<DingTalkOptions> options)
{
    private static readonly Dictionary<string, string> Nobody = [];

    // The webhook of the question is gone, or takes no more for a while: neither says anything about the chat
    private static readonly HashSet<string> OtherWay = [DingTalkFailures.SessionGone, "session.notExisted", "session.expired", "130101", "410100"];

    /// <summary>Null when it was taken. <paramref name="write"/> draws it for whom the way out can mention; <paramref name="before"/> runs right before each request goes out.</summary>
    public async Task<DingTalkFailure?> SendAsync(Outgoing message, Func<IReadOnlyDictionary<string, string>, DingTalkMessage> write, Func<Task> before, CancellationToken cancel)
    {
        if (SessionWebhook.For(message, options.Value, pulse.Time.GetUtcNow()) is { } session && pace.TryTake(message.Place!.ChatId))
        {
            var unanswered = await BySessionAsync(session, write(message.MentionedUsers).ForSession(), before, cancel);
            if (unanswered is null || !OtherWay.Contains(unanswered.Code))
                return unanswered;
            if (unanswered.Kind == FailureKind.Busy)
                pace.Close(message.Place!.ChatId);
        }

        if (month.Held is { } held)
            return held;
        var (key, param) = write(Nobody).ForRobot();
        var code = options.Value.RobotCode;
        var result = message switch
        {
            { Place: { Kind: PlaceKind.Group } group } => await calls.RunAsync("groupMessages/send",
                token => robot.SendToGroupAsync(token, new GroupMessage(code, group.ChatId, key, param), cancel), cancel, before),
            _ => await calls.RunAsync("oToMessages/batchSend",
                token => robot.SendToPeopleAsync(token, new PeopleMessage(code, [message.Place?.ChatId ?? message.Recipient!], key, param), cancel), cancel, before),
        };
        if (result.Failure is { } refused)
            await month.NoteAsync(refused, cancel);
        var failure = result.Failure ?? Receipt.Problem(result.Answer);
        proofs.Sent(message.Place, message.Recipient, failure);
        return failure;
    }

    private async Task<DingTalkFailure?> BySessionAsync(SessionWebhook session, SessionMessage body, Func<Task> before, CancellationToken cancel)
    {
        await pacer.WaitAsync("sendBySession", cancel);
        await before();
        return DingTalkFailures.Classify(await DingTalkAnswer.OfAsync(() => sessions.SendAsync(session.Session, body, session.Origin, cancel), cancel));
    }
}
