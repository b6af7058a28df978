using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>One document to be stored, or removed where there is no JSON; <see cref="Indexed"/> are the values of its indexed fields.</summary>
internal sealed record DocumentChange(StagedDocument Staged, string? Json, BsonDocument? Indexed)
{
    public static DocumentChange Of(StagedDocument staged)
    {
        var json = staged.Document is null ? null : staged.Json();
        return new DocumentChange(staged, json, json is null ? null : DocumentRows.IndexedValues(staged.Shape, json));
    }
}

/// <summary>What one unit of work wants; whatever can be made on the caller's thread is made there, since all wait for the writer's.</summary>
internal sealed record UnitChanges(
    IReadOnlyList<DocumentChange> Documents,
    IReadOnlyDictionary<string, long> Sequences,
    IReadOnlyList<(Envelope Envelope, byte[] Prints)> Envelopes,
    IReadOnlyList<Lease> Finished,
    Cause Cause);

/// <summary>Commits a unit of work: first every check, then documents, ledger, sequences, envelopes and leases in one transaction.</summary>
internal sealed class CommitJob(QueueMemory queues, UnitChanges changes) : WriteJob<bool>
{
    private readonly List<(Lease Lease, Entry Entry)> settling = [];
    private readonly List<Entry> put = [];

    public override void Stage(WriteGroup group)
    {
        var current = changes.Documents.Select(d => Check(group, d.Staged)).ToList();
        foreach (var lease in changes.Finished)
            settling.Add((lease, queues.Board(lease.Envelope.Queue).TrySettle(lease) ?? throw Lost(lease)));

        for (var i = 0; i < current.Count; i++)
            Write(group, changes.Documents[i], current[i]);
        foreach (var (sequence, number) in changes.Sequences)
            group.Raise(sequence, number);
        foreach (var (envelope, prints) in changes.Envelopes)
            Put(group, envelope, prints);
        foreach (var (_, entry) in settling)
            group.Update(EnvelopeRows.Collection, queues.MakeDone(entry));
    }

    public override void Undo()
    {
        put.ForEach(queues.Unmake);
        put.Clear();
        foreach (var (lease, _) in settling)
            queues.Board(lease.Envelope.Queue).Unsettle(lease);
        settling.Clear();
    }

    protected override bool Apply()
    {
        foreach (var (lease, entry) in settling)
        {
            queues.Board(lease.Envelope.Queue).Settled(lease);
            queues.Done(entry);
        }

        put.ForEach(queues.Add);
        return true;
    }

    /// <summary>A document made twice is found by its key, when the group is written.</summary>
    public override void Fail(Exception error) =>
        base.Fail(error is LiteException { ErrorCode: LiteException.INDEX_DUPLICATE_KEY } ? new ConflictException("A new document exists already") : error);

    private static RecentRow? Check(WriteGroup group, StagedDocument change)
    {
        var row = group.Document(DocumentRows.Collection(change.Shape.Name), change.Id, mustExist: change.BaseVersion > 0);
        var version = row?.Version ?? 0;
        return version == change.BaseVersion
            ? row
            : throw new ConflictException($"{change.Shape.Name} {change.Id} is at version {version}, not {change.BaseVersion}");
    }

    private static ConflictException Lost(Lease lease) => new($"The lease on {lease.Envelope.Kind} {lease.Envelope.Key} was lost");

    private void Write(WriteGroup group, DocumentChange document, RecentRow? current)
    {
        var change = document.Staged;
        var collection = DocumentRows.Collection(change.Shape.Name);
        if (document.Json is not { } json)
        {
            if (current is not null)
                group.Delete(collection, change.Id);
            return;
        }

        var version = change.BaseVersion + 1;
        var hash = "";
        if (change.Shape.Attribute.Ledger)
        {
            var entry = LedgerChain.Next(change.Shape.Attribute, change.Id, version, json, current?.Hash ?? "", changes.Cause);
            group.Insert(LedgerRows.Collection, LedgerRows.Make(entry));
            hash = entry.Hash;
        }

        var row = DocumentRows.Make(change.Id, version, hash, json, document.Indexed!);
        if (current is null)
            group.Insert(collection, row);
        else
            group.Update(collection, row);
    }

    private void Put(WriteGroup group, Envelope envelope, byte[] prints)
    {
        if (queues.TryMake(envelope, prints) is not { } entry)
            return;
        put.Add(entry);
        group.Insert(EnvelopeRows.Collection, EnvelopeRows.Make(entry));
    }
}
