using CollabBot.Core.Doctor;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when what a button says came in: as a press on a card, or as the line that a message link writes into the chat.</summary>
internal sealed class ButtonLight(ProofBook book) : ILight
{
    public string Key => "button";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(book.Now switch
    {
        { LostPressAt: { } lost } proofs when !(proofs.PressAt > lost) => LightState.Red("lost", DingTalkConsole.Cards, ("at", lost)),
        { PressAt: { } at } => LightState.Green("ok", ("at", at)),
        _ => LightState.Amber("unproved", null),
    });
}
