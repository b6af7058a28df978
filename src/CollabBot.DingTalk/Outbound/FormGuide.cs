using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>DingTalk's messages have no forms: a form becomes the list of what is missing and an example line to send back.</summary>
internal static class FormGuide
{
    public static IEnumerable<Block> Of(CommandForm form)
    {
        yield return new Block.Heading(3, [new Inline.Words(form.Title)]);
        var missing = form.Fields.Where(f => f.Required && string.IsNullOrWhiteSpace(f.Value)).ToList();
        yield return new Block.ItemList(false, [.. (missing.Count > 0 ? missing : [.. form.Fields]).Select(Entry)]);
        yield return new Block.Quote([new Block.Paragraph([new Inline.Words(Example(form))])]);
    }

    /// <summary>The command as it would be typed: what was understood already, and a sample for what is missing.</summary>
    public static string Example(CommandForm form) =>
        string.Join(' ', form.Fields.Where(f => f.Required || !string.IsNullOrWhiteSpace(f.Value)).Select(Sample).Prepend(form.Line));

    private static ListItem Entry(FormField field)
    {
        var choices = string.Join(" / ", field.Options.Take(8).Select(o => o.Label));
        var hint = string.Join(" · ", new[] { field.Hint, choices }.Where(t => !string.IsNullOrEmpty(t)));
        return new ListItem([new Inline.Strong([new Inline.Words(field.Label)]), new Inline.Words(hint.Length > 0 ? $" {hint}" : "")], []);
    }

    private static string Sample(FormField field)
    {
        var value = string.IsNullOrWhiteSpace(field.Value) ? null : field.Options.FirstOrDefault(o => o.Value == field.Value)?.Label ?? field.Value.Trim();
        return value ?? field.Kind switch
        {
            FieldKind.Choice when field.Options.Count > 0 => field.Options[0].Label,
            FieldKind.Person => "@" + (field.Options.Count > 0 ? field.Options[0].Label : field.Label).TrimStart('@'),
            _ => $"{field.Label}:{field.Hint ?? "…"}",
        };
    }
}
