using CollabBot.Core.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when a message was for the robot whose code we send with, or DingTalk took a message in its name.</summary>
internal sealed class RobotLight(ProofBook book, IOptions<DingTalkOptions> options) : ILight
{
    public string Key => "robot";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(Look(book.Now, options.Value.RobotCode));

    private static LightState Look(Proofs proofs, string code)
    {
        var tries = proofs.Groups.Select(g => g.Refused).OfType<RefusedNote>().ToList();
        if (proofs.Reach is { Code.Length: > 0 } reach)
            tries.Add(new RefusedNote(reach.Code, reach.At));
        var sent = proofs.Groups.Select(g => g.SentAt).Append(proofs.Reach is { Code: "" } reached ? reached.At : null).Max();
        if (tries.Where(t => DingTalkLights.IsOfRobot(t.Code)).MaxBy(t => t.At) is { } refused && !(sent > refused.At))
            return LightState.Red("bad", DingTalkConsole.Apps, DingTalkLights.Reason(refused.Code), ("robot", code));
        if (proofs.RobotCode is { } seen && seen != code)
            return LightState.Red("other", DingTalkConsole.Apps, ("seen", seen), ("robot", code));
        return proofs.RobotCode is not null || sent is not null ? LightState.Green("ok", ("robot", code)) : LightState.Amber("unproved", DingTalkConsole.Apps, ("robot", code));
    }
}
