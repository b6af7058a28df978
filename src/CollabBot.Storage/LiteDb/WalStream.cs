namespace CollabBot.Storage.LiteDb;

/// <summary>
/// LiteDB's log, synced twice per transaction: once before its commit page (pages carry no checksum, so the commit page must be the last to reach the disk)
/// and once after it. The pages before a commit page go to the file together. It counts the commits that are on the disk, because LiteDB 5.0.20 may return from a commit before its page was written.
/// </summary>
internal sealed class WalStream(Stream inner, Action sync) : Stream
{
    private const int PageSize = 8192;
    private const int ConfirmedOffset = 18;
    private readonly object gate = new();

    // pages that follow one another and are not in the file yet; LiteDB takes one call at a time
    private readonly byte[] pending = new byte[64 * PageSize];
    private long pendingAt;
    private int pendingLength;
    private long position = inner.Position;
    private long length = inner.Length;
    private long durableCommits;
    private Exception? failure;
    private bool unsynced;

    /// <summary>Commits that are on the disk.</summary>
    public long DurableCommits => Interlocked.Read(ref durableCommits);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => Interlocked.Read(ref length);

    public override long Position
    {
        get => position;
        set => position = value;
    }

    /// <summary>The log of a file store; keeps LiteDB's own name for it, so that stock tools find it.</summary>
    public static WalStream File(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1, FileOptions.RandomAccess);
        return new WalStream(file, () => file.Flush(flushToDisk: true));
    }

    /// <summary>Waits until more than <paramref name="before"/> commits are on the disk; throws when the disk refused one, or does not answer.</summary>
    public void WaitBeyond(long before, TimeSpan atMost)
    {
        lock (gate)
            while (durableCommits <= before)
                if (failure is not null || !Monitor.Wait(gate, atMost))
                    throw new IOException("The disk did not confirm a commit", failure);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            var commits = count == PageSize && buffer[offset + ConfirmedOffset] != 0;
            if (commits)
                WriteOut();
            if (commits && unsynced)
                sync();
            Append(buffer.AsSpan(offset, count));
            unsynced = true;
            if (commits)
                Confirm();
        }
        catch (Exception e)
        {
            // LiteDB writes pages on a thread of its own and may keep the error to itself
            lock (gate)
            {
                failure = e;
                Monitor.PulseAll(gate);
            }

            throw;
        }
    }

    public override void Flush()
    {
        WriteOut();
        inner.Flush();
    }

    public override void SetLength(long value)
    {
        WriteOut();
        inner.SetLength(value);
        Interlocked.Exchange(ref length, value);
        sync();
        unsynced = false;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        WriteOut();
        inner.Position = position;
        var read = inner.Read(buffer, offset, count);
        position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (failure is null)
                WriteOut();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Append(ReadOnlySpan<byte> page)
    {
        if (pendingLength > 0 && (position != pendingAt + pendingLength || pendingLength + page.Length > pending.Length))
            WriteOut();
        if (pendingLength == 0)
            pendingAt = position;
        page.CopyTo(pending.AsSpan(pendingLength));
        pendingLength += page.Length;
        position += page.Length;
        Interlocked.Exchange(ref length, Math.Max(length, position));
    }

    private void WriteOut()
    {
        if (pendingLength == 0)
            return;
        inner.Position = pendingAt;
        inner.Write(pending, 0, pendingLength);
        pendingLength = 0;
    }

    private void Confirm()
    {
        WriteOut();
        sync();
        unsynced = false;
        lock (gate)
        {
            durableCommits++;
            Monitor.PulseAll(gate);
        }
    }
}
