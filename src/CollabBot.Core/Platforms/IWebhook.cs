using CollabBot.Core.Chat;

namespace CollabBot.Core.Platforms;

/// <summary>An HTTP request as bytes, read once; header names ignore case, an absent header is null.</summary>
public sealed record WebhookRequest(ReadOnlyMemory<byte> Body, Func<string, string?> Header, DateTimeOffset ReceivedAt)
{
    /// <summary>A value of the query string by name, unescaped; an absent one is null.</summary>
    public Func<string, string?> Query { get; init; } = static _ => null;
}

/// <summary>What a webhook's bytes mean; exactly one of the nested cases. <c>ResponseJson</c> is the 200 body the platform expects.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict()
    {
    }

    /// <summary>A handshake: answer it, store nothing.</summary>
    public sealed record Answer(string ResponseJson) : WebhookVerdict;

    /// <summary>A real event: store under all keys, then answer. The first key is the envelope's, the others its aliases.</summary>
    public sealed record Accept(InboundMessage Message, IReadOnlyList<string> Keys, string ResponseJson) : WebhookVerdict
    {
        /// <summary>What else the same event says, each under keys of its own; stored before the answer like the first.</summary>
        public IReadOnlyList<Accept> More { get; init; } = [];

        /// <summary>Set when the platform takes in the answer what the message leads to: asked for once everything is stored, in the place of <c>ResponseJson</c>.</summary>
        public LateAnswer? Late { get; init; }
    }

    /// <summary>Genuine but nothing for us (an event kind we do not use).</summary>
    public sealed record Ignore(string Reason, string ResponseJson) : WebhookVerdict;

    /// <summary>Forged, stale or unreadable: the status (400 or 401) and a reason for the log that holds no secret.</summary>
    public sealed record Reject(int Status, string Reason) : WebhookVerdict;
}

/// <summary>An answer that is made after storing. <paramref name="MakeAsync"/> ends within the time the platform waits; <paramref name="Ended"/> is always called, with true when the answer was written.</summary>
public sealed record LateAnswer(Func<CancellationToken, Task<string>> MakeAsync, Action<bool> Ended);

/// <summary>A platform's HTTP door: pure, with no clock, network or store of its own.</summary>
public interface IWebhook
{
    /// <summary>The address, for example <c>/feishu/events</c>.</summary>
    string Path { get; }

    /// <summary>Checks and decodes a request; never throws for bad input.</summary>
    WebhookVerdict Read(WebhookRequest request);
}

/// <summary>A platform's long connection.</summary>
public interface IStream
{
    /// <summary>The platform's name.</summary>
    string Name { get; }

    /// <summary>Keeps the connection until cancelled; acknowledges each message only after <paramref name="accept"/> returned.</summary>
    Task RunAsync(Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, CancellationToken cancel);
}
