using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>Keeps a blocker and the message it was made from together: reads the message back, and looks at it again for a while.</summary>
internal sealed class MessageSources(IEnumerable<IMessageSource> sources, CommandReader reader, TeamClock clock)
{
    /// <summary>The matter of the reminders to look again.</summary>
    public const string Matter = "blocker-source";

    // Platforms tell of a recall but not of an edit. People correct themselves soon or not at all
    private static readonly int[] LookAgainAfterMinutes = [5, 30, 120];

    /// <summary>The message as it is now; null when it cannot be read.</summary>
    public async Task<SourceMessage?> ReadAsync(string platform, string messageId, CancellationToken cancel) =>
        sources.FirstOrDefault(s => s.Platform == platform) is { } source ? await source.ReadAsync(messageId, cancel) : null;

    /// <summary>Ties the blocker to the message of the turn's platform; where that can be read, it is looked at for two hours.</summary>
    public Blocker Follow(Blocker blocker, string messageId, BlockerSource source, Turn turn)
    {
        if (sources.Any(s => s.Platform == turn.Place.Platform))
            LookAgain(blocker, turn);
        return blocker with { SourceId = $"{turn.Place.Platform}:{messageId}", Source = source };
    }

    /// <summary>Asks to be reminded at the next of its times, until they are over.</summary>
    public static void LookAgain(Blocker blocker, Turn turn)
    {
        var next = LookAgainAfterMinutes.Select(minutes => blocker.OpenedAt.AddMinutes(minutes)).FirstOrDefault(at => at > turn.Now);
        if (next != default)
            turn.Remind($"{Matter}:{blocker.Id}:{next.UtcTicks}", new Happening.Reminder(Matter, blocker.Id), next);
    }

    /// <summary>The blocker once the message was edited to this text; itself when that changes nothing.</summary>
    public Blocker Edited(Blocker blocker, string text, DateTimeOffset at, Turn turn)
    {
        if (blocker.Source is not { RecalledAt: null } source || (source.EditedAt is { } known && at <= known))
            return blocker;
        var words = (source.IsCommand ? WordsOf(text, turn) : text).Trim();
        return blocker with { Source = source with { EditedAt = at, NewWords = words.Length == 0 || words == blocker.Text ? null : words } };
    }

    // Without the owner, the day and the rest, which do not change by an edit
    private string WordsOf(string text, Turn turn)
    {
        var read = reader.Read(new ReadRequest
        {
            Text = text,
            Platform = turn.Place.Platform,
            Locale = turn.Locale,
            Roster = turn.Roster,
            Today = clock.Today,
            Addressed = true,
            IsDirect = true,
        });
        return read is ReadResult.Command { Record: OpenBlocker open } ? open.Text.Text : text;
    }
}
