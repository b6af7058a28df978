using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Doctor;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>A frame understood: what to store, and what to say once it is. <see cref="Late"/> asks for the frame again when storing takes too long; null where nothing can be asked.</summary>
internal sealed record StreamWork(WebhookVerdict Verdict, byte[] Ack, byte[]? Late = null)
{
    /// <summary>To be done when the acknowledgement is out.</summary>
    public Action Settled { get; init; } = static () => { };

    /// <summary>Set for a press on a card: its acknowledgement waits a moment for what the card shows next, and is made of that by <see cref="Shown"/>.</summary>
    public OpenPress? Press { get; init; }

    public Func<string, byte[]> Shown { get; init; } = static _ => [];
}

/// <summary>Reads the three kinds of frames there are; each wants an acknowledgement of its own shape.</summary>
internal sealed class StreamDesk(StaffNames names, EventReader events, PressMemory presses, PressAnswers answers, UnusedFrames unused, ProofBook proofs)
{
    public StreamWork Read(StreamFrame frame, DateTimeOffset now) => (frame.Type, frame.Topic) switch
    {
        ("CALLBACK", StreamFrame.RobotTopic) => new StreamWork(RobotMessage.Read(frame.Bytes, now, names, proofs), frame.Ack(200, "OK", """{"response":null}""")),
        ("CALLBACK", StreamFrame.CardTopic) => Press(frame, now),
        ("EVENT", _) => Event(frame, now),
        _ => Unused(frame, $"{frame.Type} {frame.Topic}", frame.Ack(404, "no handler for this topic", "{}")),
    };

    private StreamWork Press(StreamFrame frame, DateTimeOffset now)
    {
        // An empty response leaves the card as it is
        var ack = frame.Ack(200, "OK", """{"response":{}}""");
        if (Json.Object(frame.Bytes) is not { } body)
            return new StreamWork(new WebhookVerdict.Reject(400, "the data of a card action is not a JSON object"), ack);
        var verdict = CardPress.Read(body, presses.KeyOf(frame.Data, frame.MessageId), now, "");
        proofs.Pressed(verdict);
        return new StreamWork(verdict, ack)
        {
            Settled = () => presses.Settle(frame.Data),
            Press = verdict is WebhookVerdict.Accept && CardPress.Card(body) is { } card ? answers.Open(card) : null,
            Shown = answer => frame.Ack(200, "OK", $$"""{"response":{{answer}}}"""),
        };
    }

    private StreamWork Event(StreamFrame frame, DateTimeOffset now)
    {
        var ack = frame.Ack(200, "OK", """{"status":"SUCCESS","message":"ok"}""");
        if (Json.Object(frame.Bytes) is not { } body)
            return new StreamWork(new WebhookVerdict.Reject(400, "the data of an event is not a JSON object"), ack);
        var type = frame.EventType ?? body.Id("eventType") ?? "";
        var happened = new DingTalkEvent(type, frame.EventId ?? body.Id("eventId"), body, RobotMessage.Instant(frame.EventBornTime) ?? now);
        return events.Read(happened, "") is { } verdict
            ? new StreamWork(verdict, ack, frame.Ack(200, "OK", """{"status":"LATER","message":"busy"}"""))
            : Unused(frame, $"EVENT {type}", ack);
    }

    private StreamWork Unused(StreamFrame frame, string kind, byte[] ack)
    {
        unused.Count(kind);
        return new StreamWork(new WebhookVerdict.Ignore($"frame {frame.MessageId} is not used", ""), ack);
    }
}
