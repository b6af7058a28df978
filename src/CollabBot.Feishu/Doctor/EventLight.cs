using CollabBot.Core.Doctor;
namespace CollabBot.Feishu.Doctor;

/// <summary>Green when a message that somebody wrote came in.</summary>
internal sealed class EventLight(ProofBook book, AppReader app, FeishuConsole console) : ILight
{
    /// <summary>The event that brings messages.</summary>
    public const string Event = "im.message.receive_v1";

    public string Key => "event";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        var proofs = book.Now;
        if (proofs.Counts(proofs.MessageAt))
            return LightState.Green("ok", ("at", proofs.MessageAt));
        if (await app.LacksEventAsync(Event, cancel))
            return LightState.Red("off", console.Events);
        return proofs.MessageAt is null ? LightState.Amber("unproved", console.Chat) : LightState.Amber("older", console.Chat, ("at", proofs.MessageAt));
    }
}
