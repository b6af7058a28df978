using CollabBot.Core.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when an event came in: somebody joined a group, or the address book changed.</summary>
internal sealed class EventsLight(ProofBook book, IOptions<DingTalkOptions> options) : ILight
{
    public string Key => "events";

    // Over HTTP they are wanted only where their keys are set
    public bool Applies => options.Value.Receive == ReceiveMode.Stream || options.Value.TakesEvents;

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(book.Now switch
    {
        { SealedAt: { } bad } proofs when !(proofs.EventAt > bad) => LightState.Red("sealed", DingTalkConsole.Apps, ("at", bad)),
        { EventAt: { } at } => LightState.Green("ok", ("at", at)),
        _ => LightState.Amber(options.Value.Receive == ReceiveMode.Stream ? "unproved" : "unproved-http", DingTalkConsole.Apps),
    });
}
