using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Outbound;

/// <summary>Once the organisation's calls of the month are used up, the robot API is asked again only every hour, and the stewards are told through the inbox.</summary>
internal sealed class MonthlyCalls(Inbox inbox, Pulse pulse)
{
    private readonly Lock gate = new();
    private DingTalkFailure? held;
    private DateTimeOffset until;

    /// <summary>The refusal that still holds; null when a call may be tried.</summary>
    public DingTalkFailure? Held
    {
        get
        {
            lock (gate)
                return held is not null && pulse.Time.GetUtcNow() < until ? held with { RetryAfter = until - pulse.Time.GetUtcNow() } : null;
        }
    }

    /// <summary>Notes a refusal, if it is one of this kind.</summary>
    public async Task NoteAsync(DingTalkFailure failure, CancellationToken cancel)
    {
        if (!failure.OfMonth)
            return;
        var now = pulse.Time.GetUtcNow();
        lock (gate)
        {
            held = failure;
            until = now + (failure.RetryAfter ?? TimeSpan.Zero);
        }

        var spent = SpentAllowance.Of(Allowance.Calls, now, "");
        await inbox.AcceptAsync(spent.Message, spent.Keys, cancel);
    }
}
