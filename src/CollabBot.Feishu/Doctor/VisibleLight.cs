using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Feishu.Inbound;

namespace CollabBot.Feishu.Doctor;

/// <summary>Green when somebody could write to the bot, or the bot to somebody: both need the app's availability to hold that person.</summary>
internal sealed class VisibleLight(ProofBook book, NameBook names, FeishuConsole console) : ILight
{
    private static readonly HashSet<int> Outside = [230013, 232024, 232034];

    public string Key => "visible";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(Look(book.Now));

    private LightState Look(Proofs proofs)
    {
        if (proofs.Reach is { } reach && Outside.Contains(reach.Code) && (proofs.Direct is null || proofs.Direct.At < reach.At))
            return LightState.Red("outside", console.Version, ("name", Name(reach.Receiver)));
        if (proofs.Direct is { } direct && proofs.Counts(direct.At))
            return LightState.Green("ok", ("name", Name(direct.OpenId)), ("at", direct.At));
        return proofs.Reach is { Code: 0 } reached && proofs.Counts(reached.At)
            ? LightState.Green("reached", ("name", Name(reached.Receiver)), ("at", reached.At))
            : LightState.Amber("unproved", console.Chat);
    }

    private object Name(string openId) => names.Of(openId) as object ?? new Phrase("feishu.doctor.somebody");
}
