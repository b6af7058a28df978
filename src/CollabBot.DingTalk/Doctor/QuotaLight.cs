using CollabBot.Core.Doctor;
using CollabBot.DingTalk.Outbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Red when the organisation's month is used up. What is left DingTalk tells no app, so our own part is counted and warned of at four fifths of what the edition includes.</summary>
internal sealed class QuotaLight(ProofBook book, MonthlyCalls month, SessionPace pace, IOptions<DingTalkOptions> options) : ILight
{
    private const double Near = 0.8;

    public string Key => "quota";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(Look());

    private LightState Look()
    {
        var count = book.Month;
        if (month.Held is not null)
            return LightState.Red("calls", DingTalkConsole.Apps, ("calls", count.Calls));
        // Messages that come whole again are bought, or the next month's
        if (count.SpentAt is { } spent && !(book.Now.MessageAt > spent))
            return LightState.Red("messages", DingTalkConsole.Apps, ("messages", count.Messages));
        var counted = new (string, object?)[]
        {
            ("messages", count.Messages), ("mostMessages", options.Value.MonthlyMessages), ("calls", count.Calls), ("mostCalls", options.Value.MonthlyCalls),
        };
        if (IsNear(count.Messages, options.Value.MonthlyMessages) || IsNear(count.Calls, options.Value.MonthlyCalls))
            return LightState.Amber("near", DingTalkConsole.Apps, counted);
        if (pace.Shut is > 0 and var shut)
            return LightState.Amber("paused", null, ("count", shut));
        return count.Messages + count.Calls > 0 ? LightState.Green("ok", counted) : LightState.Amber("unproved", null, counted);
    }

    private static bool IsNear(int count, int most) => most > 0 && count >= most * Near;
}
