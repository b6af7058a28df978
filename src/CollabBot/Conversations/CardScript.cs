using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.Conversations;

/// <summary>A card as the lines of a conversation file.</summary>
internal static class CardScript
{
    /// <summary>Tone and title, the body as Markdown, then the form's fields.</summary>
    public static IEnumerable<string> Lines(Card card)
    {
        var tone = card.Tone == Tone.Neutral ? [] : new[] { "!" + card.Tone.ToString().ToLowerInvariant() };
        var title = card.Title is null ? [] : new[] { "# " + card.Title };
        var body = DocMarkdown.Write(card.Body).TrimEnd('\n').Split('\n').SkipWhile(line => line.Length == 0);
        return [.. tone, .. title, .. body, .. card.Form is null ? [] : FormLines(card.Form)];
    }

    // A line of the file is a line; \n stands for a break, as it does in what people say
    private static string OneLine(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings("\n").Replace("\n", "\\n", StringComparison.Ordinal);

    private static IEnumerable<string> FormLines(CommandForm form)
    {
        yield return $"[form {form.Line}] {form.SubmitLabel}";
        foreach (var field in form.Fields)
        {
            var options = field.Options.Count == 0 ? "" : $" ({string.Join(" | ", field.Options.Select(o => o.Label))})";
            yield return $"  {field.Name}{(field.Required ? "*" : "")} {field.Label}{options}{(field.Value is null ? "" : " = " + OneLine(field.Value))}";
        }
    }
}
