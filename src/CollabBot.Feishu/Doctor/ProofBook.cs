using CollabBot.Core.Chat;

namespace CollabBot.Feishu.Doctor;

/// <summary>Notes in memory what goes round; <see cref="ProofKeeper"/> makes it last. Costs a lock and no waiting, so that everything that passes can be noted.</summary>
internal sealed class ProofBook
{
    // Enough to compare with a chat's history
    private const int MostHeard = 60;
    private readonly Lock gate = new();
    private Proofs now = new() { Id = "" };
    private long revision;

    public Proofs Now
    {
        get
        {
            lock (gate)
                return now;
        }
    }

    /// <summary>Rises with every note.</summary>
    public long Revision => Interlocked.Read(ref revision);

    /// <summary>When this process heard its first direct message: before that, another may have listened.</summary>
    public DateTimeOffset? ListeningSince { get; private set; }

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

    /// <summary>Takes over what was kept, where nothing newer is known.</summary>
    public void Recall(Proofs kept) => Note(p => kept with
    {
        MessageAt = p.MessageAt ?? kept.MessageAt,
        Direct = p.Direct ?? kept.Direct,
        PressAt = p.PressAt ?? kept.PressAt,
        Reach = p.Reach ?? kept.Reach,
        VersionId = p.VersionId ?? kept.VersionId,
        WikiNode = p.WikiNode ?? kept.WikiNode,
        Heard = [.. kept.Heard.Concat(p.Heard).DistinctBy(h => h.MessageId).TakeLast(MostHeard)],
    });

    private void Note(Func<Proofs, Proofs> change)
    {
        lock (gate)
            now = change(now);
        Interlocked.Increment(ref revision);
    }
}
