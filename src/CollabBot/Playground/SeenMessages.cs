using System.Collections.Concurrent;

namespace CollabBot.Playground;

/// <summary>How far each persona has read each chat since the start; what was said before the start counts as read.</summary>
internal sealed class SeenMessages
{
    private readonly ConcurrentDictionary<(string Person, string Chat), long> until = new();
    private long floor;

    public long Until(string personId, string chatId) => until.GetValueOrDefault((personId, chatId), Interlocked.Read(ref floor));

    public void Mark(string personId, string chatId, long seq) => until.AddOrUpdate((personId, chatId), seq, (_, old) => Math.Max(old, seq));

    /// <summary>Everything up to here is read by everybody.</summary>
    public void MarkAll(long seq) => Interlocked.Exchange(ref floor, seq);
}
