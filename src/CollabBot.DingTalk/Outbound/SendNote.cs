using CollabBot.Core.Storage;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// That a message was about to go out, written before the call; its id is the message's key. While <see cref="ArrivedAt"/> is null nobody knows whether it arrived: the call is under way, its answer
/// was lost, or the process ended in between.
/// </summary>
[Collection("dingtalkSends", "startedAt", Ledger = false)]
public sealed record SendNote : Document
{
    /// <summary>When it was first about to go out.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When DingTalk took it.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>True when it went out as an interactive card, whose id at DingTalk is this key.</summary>
    public bool AsCard { get; init; }

    /// <summary>Notes nobody will ask for any more.</summary>
    public static Query<SendNote> StartedBefore(DateTimeOffset then) => Query<SendNote>.All.Before(n => n.StartedAt, then).OrderBy(n => n.StartedAt).Take(200);
}
