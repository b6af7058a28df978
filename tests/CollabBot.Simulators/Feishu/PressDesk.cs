using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>Somebody uses a component of a card: a button by its words, anything else by its name; a form's inputs are filled by name.</summary>
public sealed record SimTouch(string MessageId, string Sender, string Component)
{
    /// <summary>What was typed, picked or ticked, by the input's name; for a component outside a form under its own name.</summary>
    public IReadOnlyDictionary<string, JsonNode> Fill { get; init; } = new Dictionary<string, JsonNode>();
}

/// <summary>What the person saw: an error code of the client or 0, the toast, whether the card changed; the token is good for delayed updates.</summary>
public sealed record SimTouched(int Code, string? Toast = null, bool Changed = false, string? Token = null);

/// <summary>A person's Feishu: turns a touch into a callback, waits 3 s, judges the answer and shows it. https://open.feishu.cn/document/feishu-cards/card-callback-communication</summary>
public sealed class PressDesk(FeishuSimulator sim, TimeProvider time)
{
    /// <summary>Not an error of the platform: the client sends nothing, because an input that must be filled is empty or the component is disabled.</summary>
    public const int NothingSent = -1;
    private const int MostUses = 2;
    private const int MostBytes = 30 * 1024;
    private static readonly TimeSpan TokenHolds = TimeSpan.FromMinutes(30);
    private readonly EventMaker maker = new(sim.World, time, first: 1_000_000);
    private readonly ConcurrentDictionary<string, UpdateToken> tokens = new();

    /// <summary>Touches the card and tells what the person saw.</summary>
    public async Task<SimTouched> TouchAsync(SimTouch touch, CancellationToken cancel)
    {
        var message = sim.Desk.Find(touch.MessageId) ?? throw new InvalidOperationException($"no message {touch.MessageId}");
        var found = CardTouch.Find(message.Content, touch.Component);
        if (CardTouch.Action(found, touch.Fill) is not { } action)
            return new SimTouched(NothingSent);
        if (!CardTouch.CallsBack(found) || !sim.App.Callbacks.Contains("card.action.trigger"))
            return new SimTouched(200340);
        var callback = maker.CardAction(new SimPress(message.ChatId, touch.MessageId, touch.Sender, null));
        callback["event"]!["action"] = action;
        var token = callback["event"]!["token"]!.ToString();
        var held = tokens[token] = new UpdateToken(touch.MessageId, time.GetUtcNow() + TokenHolds);
        sim.Desk.Lock(touch.MessageId, true);
        try
        {
            return (await AskAsync(touch.MessageId, message.Content, callback, cancel)) with { Token = token };
        }
        finally
        {
            sim.Desk.Lock(touch.MessageId, false);
            held.Answered = true;
        }
    }

    /// <summary>https://open.feishu.cn/document/server-docs/im-v1/message-card/delay-update-message-card; its refusals come with HTTP 200.</summary>
    internal FeishuReply Delayed(JsonObject body, int bytes)
    {
        if (body["token"]?.ToString() is not { } name || !name.StartsWith("c-", StringComparison.Ordinal) || !tokens.TryGetValue(name, out var token))
            return FeishuReply.Fail(300020, "invalid token", 200);
        if (body["card"] is not JsonObject card)
            return body["card"] is null ? FeishuReply.Fail(10002, "card is empty", 200) : FeishuReply.Fail(100030, "card is not a json object", 200);
        if (bytes > MostBytes)
            return FeishuReply.Fail(100000, "card content exceeds the limit", 200);
        if (time.GetUtcNow() > token.Until)
            return FeishuReply.Fail(300030, "token is expired", 200);
        if (token.Use() > MostUses)
            return FeishuReply.Fail(300040, "token is used too often", 200);
        if (CardLint.Check(card) is { } fault)
            return FeishuReply.Fail(11311, fault.Message, 200);
        // Before the callback was answered the client puts its own card back at once
        if (sim.Desk.IsGone(token.MessageId))
            return FeishuReply.Fail(200000, "The message has been recalled.", 200);
        if (token.Answered)
            sim.Desk.Show(token.MessageId, (JsonObject)card.DeepClone());
        return FeishuReply.Flat(new JsonObject { ["code"] = 0, ["msg"] = "ok" });
    }

    private async Task<SimTouched> AskAsync(string messageId, JsonObject shown, JsonObject callback, CancellationToken cancel)
    {
        string? answer;
        try
        {
            if (sim.Gateway.Connections > 0)
            {
                using var patience = new CancellationTokenSource(EventSender.Patience, time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
                var ack = await sim.Gateway.DeliverAsync(callback, both.Token);
                if (ack.Code != 200)
                    return new SimTouched(200671);
                answer = ack.Response;
            }
            else if (sim.World.Webhook is { } webhook)
            {
                var (status, body) = await sim.Events.PostAsync(webhook, sim.Events.Seal(callback), cancel);
                if (status != 200)
                    return new SimTouched(200671);
                answer = body;
            }
            else
            {
                return new SimTouched(200340);
            }
        }
        catch (HttpRequestException)
        {
            return new SimTouched(200342);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SimTouched(200341);
        }

        var judged = CallbackAnswer.Judge(answer, shown);
        if (judged is { Code: 0, Card: { } card })
            sim.Desk.Show(messageId, (JsonObject)card.DeepClone());
        return new SimTouched(judged.Code, judged.Toast, judged is { Code: 0, Card: not null });
    }

    private sealed class UpdateToken(string messageId, DateTimeOffset until)
    {
        private int uses;

        public string MessageId { get; } = messageId;

        public DateTimeOffset Until { get; } = until;

        public bool Answered { get; set; }

        public int Use() => Interlocked.Increment(ref uses);
    }
}
