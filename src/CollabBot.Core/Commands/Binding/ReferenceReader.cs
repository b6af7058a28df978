using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Record ids: #B-1.</summary>
internal sealed class ReferenceReader : IArgumentReader
{
    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        var known = parameter.Prefixes.Count > 0 ? parameter.Prefixes.ToHashSet(StringComparer.Ordinal) : context.Prefixes;
        return References.At(folded, 0, known) is { } reference && reference.End == folded.Length && Takes(parameter, reference)
            ? new RecordRef(reference.Id)
            : null;
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        // The first one is meant: what follows is often text about others
        var rank = int.MaxValue;
        foreach (var reference in In(line, context).Where(r => Takes(parameter, r)))
            yield return new Found(reference.Start, reference.End, new RecordRef(reference.Id)) { Strength = rank-- };
    }

    public string Write(object value) => "#" + ((RecordRef)value).Id;

    /// <summary>Every reference that is still free.</summary>
    public static IEnumerable<Reference> In(Utterance line, BindContext context)
    {
        for (var i = line.BodyStart; i < line.Folded.Length; i++)
        {
            var starts = line.Folded[i] == '#' || i == line.BodyStart || LineSplitter.IsBreak(line.Folded, i - 1) || !line.IsFree(i - 1, i);
            if (!starts || References.At(line.Folded, i, context.Prefixes) is not { } reference || !line.IsFree(reference.Start, reference.End))
                continue;
            // Without # only a word of its own
            if (line.Folded[i] == '#' || reference.End == line.Folded.Length || LineSplitter.IsBreak(line.Folded, reference.End))
                yield return reference;
            i = reference.End - 1;
        }
    }

    private static bool Takes(CommandParameter parameter, Reference reference) =>
        parameter.Prefixes.Count == 0 || parameter.Prefixes.Contains(reference.Prefix, StringComparer.Ordinal);
}
