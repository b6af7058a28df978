using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// DingTalk's messages have no forms: a form becomes the list of what is missing and a line to fill in and send. When only one choice is missing, its options are buttons.
/// </summary>
internal static class FormGuide
{
    private const int MostButtons = DingTalkMessage.MostButtons, MostOptions = 8;

    /// <summary>The form without its title; <paramref name="intro"/> says what to do with the line.</summary>
    public static IEnumerable<Block> Of(CommandForm form, string intro)
    {
        var missing = form.Fields.Where(IsMissing).ToList();
        yield return new Block.ItemList(false, [.. (missing.Count > 0 ? missing : form.Fields).Select(Entry)]);
        if (missing is [{ Options.Count: > 0 and <= MostButtons } only])
        {
            yield return new Block.Actions([.. only.Options.Select(o => new CommandButton(o.Label, $"{Line(form, filledOnly: true)} {only.Label}:{o.Value}"))]);
            yield break;
        }

        yield return new Block.Paragraph([new Inline.Words(intro)]);
        yield return new Block.Quote([new Block.Paragraph([new Inline.Words(Line(form, filledOnly: false))])]);
    }

    /// <summary>The command as it would be typed: what was understood already, and a gap behind each label of what is missing.</summary>
    private static string Line(CommandForm form, bool filledOnly) => string.Join(' ',
        form.Fields.Where(f => Value(f) is not null || (!filledOnly && f.Required)).Select(f => f == form.Fields[0] && Value(f) is { } first ? first : $"{f.Label}:{Value(f) ?? "…"}")
            .Prepend(form.Line));

    private static bool IsMissing(FormField field) => field.Required && Value(field) is null;

    private static string? Value(FormField field) => string.IsNullOrWhiteSpace(field.Value) ? null : field.Value.ReplaceLineEndings(" ").Trim();

    private static ListItem Entry(FormField field)
    {
        var choices = string.Join(" / ", field.Options.Take(MostOptions).Select(o => o.Label)) + (field.Options.Count > MostOptions ? " …" : "");
        var more = string.Join(" · ", new[] { field.Hint, choices }.Where(t => !string.IsNullOrEmpty(t)));
        return new ListItem([new Inline.Strong([new Inline.Words(field.Label)]), new Inline.Words(more.Length > 0 ? $" {more}" : "")], []);
    }
}
