using CollabBot.Core.Commands;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Chat;

/// <summary>
/// The right of one person to fill in one form once, on a page outside the chat; gone when it was used, so that nothing tells who filled in what. Its id is the hash of the secret in the link, so that who reads the store cannot open the page.
/// </summary>
[Collection("formTickets", "expiresAt", Ledger = false)]
public sealed record FormTicket : Document
{
    /// <summary>What is asked; a sensitive one carries no values.</summary>
    public required CommandForm Form { get; init; }

    /// <summary>Who may fill it in, by our id.</summary>
    public required string PersonId { get; init; }

    /// <summary>The same person as the platform names them.</summary>
    public required string UserId { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required Place Place { get; init; }

    /// <summary>The language of the page.</summary>
    public required string Locale { get; init; }

    /// <summary>The link is dead from then on.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>True when what is filled in should not pass through a chat.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Tickets that nobody can use any more.</summary>
    public static Query<FormTicket> ExpiredBefore(DateTimeOffset now) => Query<FormTicket>.All.Before(t => t.ExpiresAt, now).OrderBy(t => t.ExpiresAt).Take(20);
}
