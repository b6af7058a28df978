using CollabBot.Core.Doctor;
namespace CollabBot.Feishu.Doctor;

/// <summary>Green when a button that somebody pressed came back.</summary>
internal sealed class ButtonLight(ProofBook book, AppReader app, FeishuConsole console) : ILight
{
    /// <summary>The callback that brings presses.</summary>
    public const string Callback = "card.action.trigger";

    public string Key => "button";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        var proofs = book.Now;
        if (proofs.Counts(proofs.PressAt))
            return LightState.Green("ok", ("at", proofs.PressAt));
        if (await app.LacksCallbackAsync(Callback, cancel))
            return LightState.Red("off", console.Callbacks);
        return proofs.PressAt is null ? LightState.Amber("unproved", console.Chat) : LightState.Amber("older", console.Chat, ("at", proofs.PressAt));
    }
}
