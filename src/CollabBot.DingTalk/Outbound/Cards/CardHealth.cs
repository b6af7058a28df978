using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>What became of the cards of one template, for the doctor; its id is the template's.</summary>
[Collection("dingtalkCards", Ledger = false)]
public sealed record CardRecord : Document
{
    /// <summary>When a card first arrived.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When DingTalk refused the template, or the app the right to send cards; null once a card arrived again.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>DingTalk's code of the refusal.</summary>
    public string? Code { get; init; }

    /// <summary>DingTalk's words for it.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Whether the operator's template works. While DingTalk refuses it, messages go out as they would without one: it is asked again every quarter of an hour, the log has one line and the doctor one light.
/// </summary>
internal sealed class CardHealth(IDocumentStore store, IOptions<DingTalkOptions> options, Pulse pulse, ILogger<CardHealth> logger)
{
    /// <summary>The permission that cards need.</summary>
    public const string Scope = "Card.Instance.Write";

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    // These say something about the one message, and nothing about the next
    private static readonly HashSet<string> OfOneMessage =
        ["deliverResults", "param.contentUnsafe", "param.openSpaceIdInvalid", "param.openSpaceIdEmpty", "param.userIdNotExist", "param.userIdEmpty", "param.cardNotExist", "param.cardAlreadyExist"];

    private readonly Lock gate = new();
    private DateTimeOffset until;
    private string? told;
    private bool proved;

    /// <summary>True when a card may be tried.</summary>
    public bool Usable
    {
        get
        {
            lock (gate)
                return options.Value.HasCards && pulse.Time.GetUtcNow() >= until;
        }
    }

    /// <summary>DingTalk refused a card for good.</summary>
    public async Task RefusedAsync(DingTalkFailure failure, string key, CancellationToken cancel)
    {
        if (OfOneMessage.Contains(failure.Code))
        {
            logger.LogWarning("DingTalk did not take {EnvelopeKey} as a card, it goes out as a message: {Reason}", key, failure.Reason);
            return;
        }

        bool first;
        lock (gate)
        {
            until = pulse.Time.GetUtcNow() + Again;
            first = told != failure.Code;
            (told, proved) = (failure.Code, false);
        }

        if (first)
            logger.LogWarning("DingTalk refuses cards of DingTalk:CardTemplateId; messages go out without until it takes them: {Reason}", failure.Reason);
        await ChangeAsync(r => r with { RefusedAt = pulse.Time.GetUtcNow(), Code = failure.Code, Reason = failure.Reason }, cancel);
    }

    /// <summary>A card arrived.</summary>
    public async Task ArrivedAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (proved)
                return;
            (told, proved) = (null, true);
        }

        await ChangeAsync(r => r with { ArrivedAt = r.ArrivedAt ?? pulse.Time.GetUtcNow(), RefusedAt = null, Code = null, Reason = null }, cancel);
    }

    /// <summary>What is known of the template that is configured.</summary>
    public async Task<CardRecord?> FindAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.FindAsync<CardRecord>(options.Value.CardTemplateId, cancel);
    }

    private async Task ChangeAsync(Func<CardRecord, CardRecord> change, CancellationToken cancel)
    {
        await using var work = store.Begin();
        work.Save(change(await work.FindAsync<CardRecord>(options.Value.CardTemplateId, cancel) ?? new CardRecord { Id = options.Value.CardTemplateId }));
        try
        {
            await work.CommitAsync(Cause.System("dingtalk-cards", pulse.Time.GetUtcNow()), cancel);
        }
        catch (ConflictException)
        {
            // Another send has noted the same a moment ago
        }
    }
}
