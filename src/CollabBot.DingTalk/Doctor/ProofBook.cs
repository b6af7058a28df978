using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Doctor;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Notes what goes round between DingTalk and us.</summary>
internal sealed class ProofBook(PressWords words, Pulse pulse) : ProofBook<Proofs>(new Proofs { Id = "" })
{
    private const int MostGroups = 40;

    // DingTalk counts by the calendar month of China, wherever the team is
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public override string? Somebody => Now.Direct?.StaffId ?? Now.StaffId;

    /// <summary>The group where somebody was heard last.</summary>
    public override string? SomeGroup => Now.Groups.Where(g => g.HeardAt is not null && !(g.GoneAt > g.HeardAt)).MaxBy(g => g.HeardAt)?.ChatId;

    public DateTimeOffset At => pulse.Time.GetUtcNow();

    /// <summary>The month of now, with its counts.</summary>
    public MonthNote Month => Of(Now.Month, At);

    /// <summary>A robot message came, with this outcome.</summary>
    public void Heard(JsonElement? body, WebhookVerdict verdict)
    {
        var at = At;
        if (verdict is WebhookVerdict.Accept { Message.Happened: Happening.AllowanceSpent })
            Note(p => p with { Month = Of(p.Month, at) with { SpentAt = at } });
        else if (verdict is WebhookVerdict.Reject)
            Note(p => p with { UnreadableAt = at });
        else if (verdict is WebhookVerdict.Accept heard && body is { } message)
            Note(p => Heard(p, message, heard.Message, at));
    }

    /// <summary>A press on a card came, with this outcome.</summary>
    public void Pressed(WebhookVerdict verdict)
    {
        var at = At;
        Note(p => Counted(verdict is WebhookVerdict.Accept ? p with { PressAt = at } : p with { LostPressAt = at }, at));
    }

    /// <summary>An event came; <paramref name="opened"/> is false when it could not be decrypted.</summary>
    public void Happened(bool opened)
    {
        var at = At;
        Note(p => opened ? p with { EventAt = at } : p with { SealedAt = at });
    }

    /// <summary>The robot was put out of a group, or the group is no more; false: it was put in.</summary>
    public void Group(string chatId, bool gone)
    {
        var at = At;
        Note(p => Changed(p, chatId, g => gone ? g with { GoneAt = at } : g with { HeardAt = at }));
    }

    /// <summary>The robot API was asked to bring a message to a chat; what only asks to come back later says nothing about it.</summary>
    public void Sent(Place? place, string? recipient, DingTalkFailure? failure)
    {
        var (at, code) = (At, failure?.Code ?? "");
        var says = failure is null or { Kind: FailureKind.Denied or FailureKind.Misconfigured or FailureKind.Rejected };
        Note(p =>
        {
            var month = Of(p.Month, at);
            p = p with { Month = month with { Calls = month.Calls + 1 } };
            if (!says)
                return p;
            if (place is { Kind: PlaceKind.Group })
                return Changed(p, place.ChatId, g => failure is null ? g with { SentAt = at } : g with { Refused = new RefusedNote(code, at) });
            return (place?.ChatId ?? recipient) is { } person ? p with { Reach = new ReachNote(person, at, code) } : p;
        });
    }

    /// <summary>Another call was made that counts against the month.</summary>
    public void Called()
    {
        var at = At;
        Note(p => Of(p.Month, at) is var month ? p with { Month = month with { Calls = month.Calls + 1 } } : p);
    }

    /// <summary>A call about somebody's to-do ended; what is wrong with the one to-do says nothing about the next.</summary>
    public void ToDo(DingTalkFailure? failure)
    {
        var at = At;
        if (failure is null || failure.OfScope)
            Note(p => p with { ToDo = new RefusedNote(failure?.Code ?? "", at) });
    }

    /// <summary>A callback was posted to us; null = signed as it should be.</summary>
    public void Posted(string? problem)
    {
        var at = At;
        Note(p => problem is null ? p with { PostedAt = at } : p with { Refused = new RefusedNote(problem, at) });
    }

    protected override Proofs Merge(Proofs kept, Proofs fresh) => fresh with
    {
        Id = kept.Id,
        Version = kept.Version,
        MessageAt = fresh.MessageAt ?? kept.MessageAt,
        UnreadableAt = fresh.UnreadableAt ?? kept.UnreadableAt,
        NamedAt = fresh.NamedAt ?? kept.NamedAt,
        NamelessAt = fresh.NamelessAt ?? kept.NamelessAt,
        RobotCode = fresh.RobotCode ?? kept.RobotCode,
        StaffId = fresh.StaffId ?? kept.StaffId,
        Direct = fresh.Direct ?? kept.Direct,
        PressAt = fresh.PressAt ?? kept.PressAt,
        LostPressAt = fresh.LostPressAt ?? kept.LostPressAt,
        EventAt = fresh.EventAt ?? kept.EventAt,
        SealedAt = fresh.SealedAt ?? kept.SealedAt,
        Reach = fresh.Reach ?? kept.Reach,
        Groups = [.. kept.Groups.Concat(fresh.Groups).GroupBy(g => g.ChatId).Select(g => g.Aggregate(Together)).TakeLast(MostGroups)],
        PostedAt = fresh.PostedAt ?? kept.PostedAt,
        Refused = fresh.Refused ?? kept.Refused,
        ToDo = fresh.ToDo ?? kept.ToDo,
        Month = Together(kept.Month, fresh.Month),
    };

    private Proofs Heard(Proofs p, JsonElement body, InboundMessage message, DateTimeOffset at)
    {
        p = Counted(p, at) with { MessageAt = at, RobotCode = body.Id("robotCode") ?? p.RobotCode };
        if (body.Id("senderStaffId") is { } staff)
            p = p with { NamedAt = at, StaffId = staff, Direct = message.Place.Kind == PlaceKind.Direct ? new DirectNote(staff, at) : p.Direct };
        // People of another organisation never have one here
        else if (body.Id("senderCorpId") is not { } corp || corp == body.Id("chatbotCorpId"))
            p = p with { NamelessAt = at };
        if (message.Place.Kind == PlaceKind.Group)
            p = Changed(p, message.Place.ChatId, g => g with { HeardAt = at });
        // A button without a card of the operator's own says its line as if it had been typed
        return words.IsPress(message.Text) ? p with { PressAt = at } : p;
    }

    private static Proofs Counted(Proofs p, DateTimeOffset at)
    {
        var month = Of(p.Month, at);
        return p with { Month = month with { Messages = month.Messages + 1 } };
    }

    private static Proofs Changed(Proofs p, string chatId, Func<GroupNote, GroupNote> change)
    {
        var group = change(p.Groups.FirstOrDefault(g => g.ChatId == chatId) ?? new GroupNote(chatId));
        return p with { Groups = [.. p.Groups.Where(g => g.ChatId != chatId).TakeLast(MostGroups - 1), group] };
    }

    private static MonthNote Of(MonthNote? month, DateTimeOffset at)
    {
        var name = at.ToOffset(China).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return month?.Month == name ? month : new MonthNote(name, 0, 0, null);
    }

    private static GroupNote Together(GroupNote kept, GroupNote fresh) => new(kept.ChatId)
    {
        HeardAt = fresh.HeardAt ?? kept.HeardAt,
        SentAt = fresh.SentAt ?? kept.SentAt,
        Refused = fresh.Refused ?? kept.Refused,
        GoneAt = fresh.GoneAt ?? kept.GoneAt,
    };

    private static MonthNote? Together(MonthNote? kept, MonthNote? fresh) => (kept, fresh) switch
    {
        ({ } one, { } other) when one.Month == other.Month => one with { Messages = one.Messages + other.Messages, Calls = one.Calls + other.Calls, SpentAt = other.SpentAt ?? one.SpentAt },
        (_, { } newer) => newer,
        _ => kept,
    };
}
