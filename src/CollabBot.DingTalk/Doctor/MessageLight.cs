using CollabBot.Core.Doctor;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when a message that somebody wrote came in whole.</summary>
internal sealed class MessageLight(ProofBook book) : ILight
{
    public string Key => "message";

    public Task<LightState> LookAsync(CancellationToken cancel)
    {
        var (proofs, spent) = (book.Now, book.Month.SpentAt);
        return Task.FromResult(proofs.MessageAt switch
        {
            var at when spent is not null && !(at > spent) => LightState.Red("empty", DingTalkConsole.Apps, ("at", spent)),
            var at when proofs.UnreadableAt is { } bad && !(at > bad) => LightState.Red("unreadable", null, ("at", bad)),
            { } at => LightState.Green("ok", ("at", at)),
            _ => LightState.Amber("unproved", DingTalkConsole.Apps),
        });
    }
}
