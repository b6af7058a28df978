using System.Buffers.Text;
using System.Security.Cryptography;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Chat;

/// <summary>Turns a form into a button that opens it on a page of ours: where a platform has no forms, and for what should not pass through a chat.</summary>
public sealed class FormTickets(PlatformRegistry platforms, Phrasebook phrases, IOptions<WebOptions> web)
{
    /// <summary>Below the public address.</summary>
    public const string Path = "/forms/";

    // A sync-day form is sent on Friday and may be filled in on Monday
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private static readonly TimeSpan SensitiveLife = TimeSpan.FromHours(1);

    /// <summary>The ticket's id for the secret that stands in a link.</summary>
    public static string IdOf(string secret) => LedgerChain.Sha256(secret);

    /// <summary>True when forms for this place are filled in on a page.</summary>
    public bool Needed(Place place, bool sensitive) =>
        web.Value.PublicUrl.Length > 0 && platforms.Find(place.Platform) is { } platform && (sensitive || !platform.Features.Forms);

    /// <summary>The card with its form replaced by a button to the page; the ticket is staged in the turn's work.</summary>
    public async Task<Card> WithPageAsync(Turn turn, Card card, FormReader reader, CancellationToken cancel)
    {
        if (card.Form is not { } form)
            return card;
        foreach (var expired in await turn.Work.ListAsync(FormTicket.ExpiredBefore(turn.Now), cancel))
            turn.Work.Delete(expired);

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        turn.Work.Save(new FormTicket
        {
            Id = IdOf(secret),
            Form = turn.Sensitive ? form with { Fields = [.. form.Fields.Select(f => f with { Value = null })] } : form,
            PersonId = reader.PersonId,
            UserId = reader.UserId,
            Place = reader.Place,
            Locale = reader.Locale,
            ExpiresAt = turn.Now + (turn.Sensitive ? SensitiveLife : Life),
            Sensitive = turn.Sensitive,
        });
        var button = new CommandButton(phrases.Say("core.form-open", reader.Locale), "", ButtonStyle.Primary) { Url = web.Value.PublicUrl.TrimEnd('/') + Path + secret };
        var title = card.Title ?? form.Title;
        IEnumerable<Block> hint = card.Body.Blocks.Count > 0 ? [] : [new Block.Paragraph([new Inline.Words(phrases.Say("core.form-hint", reader.Locale))])];
        return card with { Title = title, Body = new Doc([.. card.Body.Blocks, .. hint, new Block.Actions([button])]), Form = null };
    }
}

/// <summary>Who fills in a form, in which language, and where the answer goes.</summary>
public sealed record FormReader(string PersonId, string UserId, Place Place, string Locale);
