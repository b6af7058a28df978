using CollabBot.Core.Doctor;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when somebody wrote to the robot directly, or it reached somebody: both need the app's availability to hold that person.</summary>
internal sealed class VisibleLight(ProofBook book, StaffNames names) : ILight
{
    public string Key => "visible";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(Look(book.Now));

    private LightState Look(Proofs proofs)
    {
        if (proofs.Reach is { } reach && DingTalkLights.IsOfPerson(reach.Code) && !(proofs.Direct?.At > reach.At))
            return LightState.Red("outside", DingTalkConsole.Apps, ("name", names.Named(reach.StaffId)));
        if (proofs.Direct is { } direct)
            return LightState.Green("ok", ("name", names.Named(direct.StaffId)), ("at", direct.At));
        return proofs.Reach is { Code: "" } reached
            ? LightState.Green("reached", ("name", names.Named(reached.StaffId)), ("at", reached.At))
            : LightState.Amber("unproved", DingTalkConsole.Apps);
    }
}
