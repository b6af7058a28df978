using CollabBot.Core.Platforms;

namespace CollabBot.Tests.Harness;

/// <summary>A platform that fails as told, then delivers; for the outbox's own rules. The real platforms have simulators.</summary>
internal sealed class ScriptedPlatform(string name = ScriptedPlatform.PlatformName) : IPlatform
{
    public const string PlatformName = "scripted";
    private readonly Queue<Func<SendOutcome>> script = new();

    public string Name => name;

    public PlatformFeatures Features { get; } = new(true, true, true, TimeSpan.FromDays(14), 30_000);

    /// <summary>Everything it was asked to send, in order; a send that threw is not among them.</summary>
    public List<Outgoing> Sent { get; } = [];

    public void Answer(SendOutcome outcome) => script.Enqueue(() => outcome);

    public void Throw() => script.Enqueue(() => throw new HttpRequestException("connection reset"));

    public Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        var outcome = script.TryDequeue(out var next) ? next() : new SendOutcome.Sent(message.UpdateOf ?? "m-" + message.Key);
        Sent.Add(message);
        return Task.FromResult(outcome);
    }

    public Task<bool> ReadyAsync(CancellationToken cancel) => Task.FromResult(true);
}
