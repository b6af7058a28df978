using CollabBot.Core.Doctor;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when a colleague's message came with their staff id: DingTalk gives it only to a published version.</summary>
internal sealed class VersionLight(ProofBook book) : ILight
{
    public string Key => "version";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(book.Now switch
    {
        { NamelessAt: { } bad } proofs when !(proofs.NamedAt > bad) => LightState.Red("none", DingTalkConsole.Apps, ("at", bad)),
        { NamedAt: { } at } => LightState.Green("ok", ("at", at)),
        _ => LightState.Amber("unproved", DingTalkConsole.Apps),
    });
}
