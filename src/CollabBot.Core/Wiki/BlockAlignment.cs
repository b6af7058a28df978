namespace CollabBot.Core.Wiki;

/// <summary>Pairs old blocks with new ones, in order: as many equal ones as possible (longest common subsequence), then as many of the same kind, which can be changed in place.</summary>
internal static class BlockAlignment
{
    private const long Equal = 1L << 32;
    private const long SameKind = 1;

    /// <summary>For each new block the old one it is paired with, or -1.</summary>
    public static int[] Pair(int oldCount, int newCount, Func<int, int, bool> equal, Func<int, int, bool> sameKind)
    {
        var pairs = new int[newCount];
        Array.Fill(pairs, -1);
        var start = 0;
        while (start < oldCount && start < newCount && equal(start, start))
            pairs[start] = start++;
        int oldEnd = oldCount, newEnd = newCount;
        while (oldEnd > start && newEnd > start && equal(oldEnd - 1, newEnd - 1))
            pairs[--newEnd] = --oldEnd;

        var gain = (int o, int n) => equal(o, n) ? Equal : sameKind(o, n) ? SameKind : 0;
        var best = new long[oldEnd - start + 1, newEnd - start + 1];
        for (var o = oldEnd - 1; o >= start; o--)
            for (var n = newEnd - 1; n >= start; n--)
            {
                var (i, j) = (o - start, n - start);
                best[i, j] = Math.Max(best[i + 1, j], best[i, j + 1]);
                if (gain(o, n) is > 0 and var worth)
                    best[i, j] = Math.Max(best[i, j], best[i + 1, j + 1] + worth);
            }

        for (int o = start, n = start; o < oldEnd && n < newEnd;)
        {
            var (i, j) = (o - start, n - start);
            if (gain(o, n) is > 0 and var worth && best[i, j] == best[i + 1, j + 1] + worth)
                pairs[n++] = o++;
            else if (best[i, j] == best[i + 1, j])
                o++;
            else
                n++;
        }

        return pairs;
    }
}
