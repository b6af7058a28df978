using System.Collections.Immutable;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Web.Forms;

/// <summary>What a form's page shows.</summary>
public enum FormState
{
    /// <summary>The fields.</summary>
    Open,

    /// <summary>It was submitted just now.</summary>
    Done,

    /// <summary>Used, expired or never given out.</summary>
    Gone,
}

/// <summary>Keeps the tickets' promise: the person named, once, in time. What is submitted enters by the same inbox as a message.</summary>
internal sealed class FormDesk(IDocumentStore store, Inbox inbox, CommandReader reader, RosterSource rosters, Phrasebook phrases, TeamClock clock)
{
    /// <summary>The ticket of a link, if it can still be used.</summary>
    public async Task<FormTicket?> FindAsync(string secret, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.FindAsync<FormTicket>(FormTickets.IdOf(secret), cancel) is { } ticket && ticket.ExpiresAt > clock.Now ? ticket : null;
    }

    /// <summary>Who is who, for the choices.</summary>
    public ValueTask<Roster> RosterAsync(CancellationToken cancel) => rosters.CurrentAsync(cancel);

    /// <summary>
    /// Takes the values. Open: they cannot be taken, why, in the reader's language, and the form to correct. Gone: the link was used before, and these values count for nothing.
    /// </summary>
    public async Task<(FormState State, CommandForm Form, string? Problem)> SubmitAsync(FormTicket ticket, IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var result = reader.Read(new ReadRequest
        {
            Text = ticket.Form.Line,
            Fields = fields,
            Mentions = [],
            Platform = ticket.Place.Platform,
            Addressed = true,
            IsDirect = ticket.Place.Kind == PlaceKind.Direct,
            BareNames = true,
            Locale = ticket.Locale,
            Roster = await rosters.CurrentAsync(cancel),
            Today = clock.Today,
        });
        switch (result)
        {
            case ReadResult.Invalid invalid:
                return (FormState.Open, Filled(ticket.Form, fields), phrases.Say(invalid.Phrase, ticket.Locale));
            case ReadResult.Incomplete incomplete:
                return (FormState.Open, incomplete.Form, null);
        }

        // The key makes the link work once, whatever happens before the ticket is gone
        var key = "form:" + ticket.Id;
        var message = new InboundMessage(key, ticket.Place, ticket.UserId, ticket.Form.Line, clock.Now) { Fields = fields.ToImmutableDictionary(), Addressed = true, Locale = ticket.Locale };
        var taken = await inbox.AcceptAsync(message, [key], CancellationToken.None);
        await CloseAsync(ticket);
        return (taken ? FormState.Done : FormState.Gone, ticket.Form, null);
    }

    private async Task CloseAsync(FormTicket ticket)
    {
        await using var work = store.Begin();
        work.Delete(ticket);
        try
        {
            await work.CommitAsync(Cause.System("form", clock.Now), CancellationToken.None);
        }
        catch (ConflictException)
        {
            // A second click was quicker; the message is in the inbox once either way
        }
    }

    private static CommandForm Filled(CommandForm form, IReadOnlyDictionary<string, string> fields) =>
        form with { Fields = [.. form.Fields.Select(f => f with { Value = fields.GetValueOrDefault(f.Name, f.Value ?? "") })] };
}
