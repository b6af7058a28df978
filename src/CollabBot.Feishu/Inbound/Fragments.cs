namespace CollabBot.Feishu.Inbound;

/// <summary>Puts long events together again; parts whose rest does not come are forgotten. For one connection, one caller at a time.</summary>
internal sealed class Fragments(TimeProvider time)
{
    // The vendor's SDKs wait 5 to 10 s
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int MostParts = 1000;
    private readonly Dictionary<string, Pieces> waiting = new(StringComparer.Ordinal);

    /// <summary>The whole payload once the last part is here, else null.</summary>
    public byte[]? Add(string messageId, int sum, int seq, ReadOnlySpan<byte> part)
    {
        if (sum <= 1)
            return part.ToArray();
        if (sum > MostParts || seq < 0 || seq >= sum)
            return null;
        var now = time.GetUtcNow();
        foreach (var (id, old) in waiting)
        {
            if (now - old.Since > Patience)
                waiting.Remove(id);
        }

        if (!waiting.TryGetValue(messageId, out var pieces) || pieces.Parts.Length != sum)
            waiting[messageId] = pieces = new Pieces(new byte[sum][], now);
        pieces.Parts[seq] = part.ToArray();
        if (Array.Exists(pieces.Parts, p => p is null))
            return null;
        waiting.Remove(messageId);
        return [.. pieces.Parts.SelectMany(p => p!)];
    }

    private sealed record Pieces(byte[]?[] Parts, DateTimeOffset Since);
}
