using CollabBot.Core.Chat;
using CollabBot.Core.Doctor;

namespace CollabBot.Feishu.Doctor;

/// <summary>Who made the app, where that is known.</summary>
internal sealed record AppOwner(string? OpenId)
{
    /// <summary>Where it is kept.</summary>
    public const string Setting = "Connect:FeishuOwner";
}

/// <summary>Notes what goes round between Feishu and us.</summary>
internal sealed class ProofBook(AppOwner owner) : ProofBook<Proofs>(new Proofs { Id = "" })
{
    // Enough to compare with a chat's history
    private const int MostHeard = 60;

    /// <summary>When this process heard its first direct message: before that, another may have listened.</summary>
    public DateTimeOffset? ListeningSince { get; private set; }

    /// <summary>Who wrote last, else who made the app.</summary>
    public override string? Somebody => Now.Direct?.OpenId ?? owner.OpenId;

    public void Heard(InboundMessage message, DateTimeOffset at) => Note(p =>
    {
        p = p with { MessageAt = at };
        if (message.Place.Kind != PlaceKind.Direct || message.MessageId is not { } id)
            return p;
        ListeningSince ??= message.SentAt < at ? message.SentAt : at;
        var heard = p.Heard.Any(h => h.MessageId == id) ? p.Heard : [.. p.Heard.TakeLast(MostHeard - 1), new HeardNote(id, at)];
        return p with { Direct = new DirectNote(message.SenderId, message.Place.ChatId, at), Heard = heard };
    });

    public void Pressed(DateTimeOffset at) => Note(p => p with { PressAt = at });

    /// <summary>A message to one person ended; <paramref name="code"/> 0 = it arrived.</summary>
    public void Reached(string receiver, int code, DateTimeOffset at) => Note(p => p with { Reach = new ReachNote(receiver, at, code) });

    public void Version(string id, DateTimeOffset at)
    {
        if (Now.VersionId != id)
            Note(p => p with { VersionId = id, VersionAt = p.VersionId is null ? null : at });
    }

    public void WikiPage(string node) => Note(p => p with { WikiNode = node });

    protected override Proofs Merge(Proofs kept, Proofs fresh) => kept with
    {
        MessageAt = fresh.MessageAt ?? kept.MessageAt,
        Direct = fresh.Direct ?? kept.Direct,
        PressAt = fresh.PressAt ?? kept.PressAt,
        Reach = fresh.Reach ?? kept.Reach,
        VersionId = fresh.VersionId ?? kept.VersionId,
        WikiNode = fresh.WikiNode ?? kept.WikiNode,
        Heard = [.. kept.Heard.Concat(fresh.Heard).DistinctBy(h => h.MessageId).TakeLast(MostHeard)],
    };
}
