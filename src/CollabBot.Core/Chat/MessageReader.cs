using System.Diagnostics;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Core.Chat;

/// <summary>Reads a turn's message as a command its sender may run here, or as what to say instead.</summary>
public sealed class MessageReader(CommandReader reader, FormMaker forms, TeamClock clock)
{
    /// <summary>Never throws for what people type.</summary>
    public Reading Read(Turn turn)
    {
        var message = turn.Message;
        var result = Read(message.Text, turn);
        if (message.Fallback is { } instead && (result is ReadResult.Unknown or ReadResult.NotForUs))
            result = Read(instead, turn);
        return result switch
        {
            ReadResult.NotForUs => new Reading.NotForUs(),
            ReadResult.Unknown unknown => new Reading.Told("unknown", new Reply.Refusal(unknown.Phrase)),
            ReadResult.Invalid invalid => Allowed(invalid.Info, turn) ?? new Reading.Told(invalid.Info.Name, new Reply.Refusal(invalid.Phrase)),
            ReadResult.Incomplete incomplete => Allowed(incomplete.Info, turn) ?? new Reading.Told(incomplete.Info.Name, new Reply.Ask(incomplete.Form)),
            ReadResult.Command command => Allowed(command.Info, turn) ?? new Reading.Run(command.Info, command.Record),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The form that was submitted, with what was filled in, for a command that was refused; null when none was.</summary>
    public CommandForm? Again(Reading read, Turn turn)
    {
        if (read is not Reading.Run(var info, _) || turn.Message.Fields is not { } filled)
            return null;
        var form = forms.For(info, filled.ToDictionary(f => f.Key, f => (string?)f.Value, StringComparer.OrdinalIgnoreCase), turn.Locale, turn.Roster);
        // The record's id stands in the line and was no field
        var known = info.Parameters.Where(p => p is { Required: true, Kind: ParameterKind.Reference } && !filled.ContainsKey(p.Name)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return form with { Line = turn.Message.Text, Fields = [.. form.Fields.Where(f => !known.Contains(f.Name))] };
    }

    private ReadResult Read(string text, Turn turn)
    {
        var message = turn.Message;
        return reader.Read(new ReadRequest
        {
            Text = text,
            Fields = message.Fields,
            Mentions = message.Mentions,
            Platform = turn.Place.Platform,
            Addressed = message.Addressed,
            IsDirect = turn.IsDirect,
            BareNames = true,
            Locale = turn.Locale,
            Roster = turn.Roster,
            Today = clock.DayOf(turn.SaidAt),
        });
    }

    private static Reading? Allowed(CommandInfo info, Turn turn)
    {
        var rule = info.Attribute;
        turn.Confidential |= rule.Confidential;
        turn.Sensitive |= rule.Sensitive || rule.Confidential;
        if (rule.DirectOnly && !turn.IsDirect)
            return new Reading.Told(info.Name, Reply.Refuse("core.direct-only"));
        return turn.Roster.Has(turn.Actor, rule.Requires) ? null : new Reading.Told(info.Name, Reply.Refuse("core.needs-role", ("role", rule.Requires)));
    }
}
