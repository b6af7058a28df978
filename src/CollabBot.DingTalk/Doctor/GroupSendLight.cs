using CollabBot.Core.Doctor;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when DingTalk took a message that answers nobody, to a group or a person: answers go by the address that came with the question, these need the permission.</summary>
internal sealed class GroupSendLight(ProofBook book, DingTalkConsole console) : ILight
{
    public string Key => "send";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(Look(book.Now));

    private LightState Look(Proofs proofs)
    {
        var sent = proofs.Groups.Select(g => g.SentAt).Max();
        var tries = proofs.Groups.Select(g => g.Refused).OfType<RefusedNote>().Where(r => !DingTalkLights.IsOfGroup(r.Code)).ToList();
        // Without the permission nobody is written to, a person no more than a group
        if (proofs.Reach is { } reach && DingTalkLights.IsOfScope(reach.Code))
            tries.Add(new RefusedNote(reach.Code, reach.At));
        if (tries.MaxBy(t => t.At) is { } refused && !(sent > refused.At))
            return LightState.Red("bad", DingTalkLights.IsOfScope(refused.Code) ? console.Scope(DingTalkScopes.Send) : DingTalkConsole.Apps, DingTalkLights.Reason(refused.Code));
        return sent is { } at ? LightState.Green("ok", ("at", at)) : LightState.Amber("unproved", console.Scope(DingTalkScopes.Send));
    }
}
