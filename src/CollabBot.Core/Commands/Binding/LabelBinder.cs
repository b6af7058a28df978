using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Finds labels (<c>数据源:客服系统</c>, <c>source = CRM</c>) and binds what stands behind them.</summary>
internal static class LabelBinder
{
    private readonly record struct Label(CommandParameter Parameter, int Start, int ValueStart);

    public static void Bind(Bound bound, Utterance line, CommandInfo command, BindContext context)
    {
        var labels = Find(line, command);
        bound.Labelled = labels.Count > 0;
        for (var i = 0; i < labels.Count && bound.Problem is null; i++)
        {
            var label = labels[i];
            var limit = i + 1 < labels.Count ? labels[i + 1].Start : line.Folded.Length;
            if (label.Parameter.Kind == ParameterKind.Rest)
                line.Take(label.Start, label.ValueStart);
            else if (bound.Values.ContainsKey(label.Parameter) || label.ValueStart >= limit)
                line.Take(label.Start, Math.Min(label.ValueStart, line.Folded.Length));
            else if (label.Parameter.Kind == ParameterKind.Labelled)
                BindText(bound, line, label, limit, command, context);
            else
                BindValue(bound, line, label, limit, command, context);
        }
    }

    private static List<Label> Find(Utterance line, CommandInfo command)
    {
        var found = new List<Label>();
        foreach (var piece in line.Pieces.Where(p => !p.Quoted).ToList())
            if (At(line.Folded, piece.Start, command) is { } label && (found.Count == 0 || found[^1].ValueStart <= label.Start))
                found.Add(label);
        return found;
    }

    private static Label? At(string folded, int start, CommandInfo command)
    {
        foreach (var parameter in command.Parameters)
            foreach (var word in parameter.Labels)
            {
                var at = start + word.Length;
                if (at >= folded.Length || string.CompareOrdinal(folded, start, word, 0, word.Length) != 0)
                    continue;
                while (at < folded.Length && folded[at] == ' ')
                    at++;
                if (at >= folded.Length || folded[at] is not (':' or '=') || (folded[at] == '=' && at + 1 < folded.Length && folded[at + 1] == '>'))
                    continue;
                at++;
                while (at < folded.Length && folded[at] == ' ')
                    at++;
                return new Label(parameter, start, at);
            }

        return null;
    }

    /// <summary>Text ends with its word or quote; where no other parameter takes free text, it goes on to the next argument.</summary>
    private static void BindText(Bound bound, Utterance line, Label label, int limit, CommandInfo command, BindContext context)
    {
        var start = label.ValueStart;
        var stop = NextArgument(bound, line, start, limit, command, context);
        var end = command.TakesText || line.Folded[start] is '"' or '“' or '「' ? WordEnd(line.Folded, start, stop) : stop;
        while (end > start && LineSplitter.IsBreak(line.Folded, end - 1))
            end--;
        var written = line.Written(start, end).Trim();
        if (written.Length > 1 && LineSplitter.QuoteEnd(written, 0) == written.Length)
            written = written[1..^1].Trim();
        line.Take(label.Start, end);
        if (Binder.Readers[ParameterKind.Labelled].Parse(written, label.Parameter, context) is not { } value)
            return;
        bound.Values[label.Parameter] = value;
        bound.Places[label.Parameter] = (label.Start, end);
    }

    private static int NextArgument(Bound bound, Utterance line, int start, int limit, CommandInfo command, BindContext context) =>
        command.Parameters.Where(p => !p.ByLabelOnly && !bound.Values.ContainsKey(p))
            .SelectMany(p => Binder.Readers[p.Kind].Find(line, p, context))
            .Where(f => f is { Problem: null, Keep: false, Soft: false } && f.Start > start)
            .Select(f => f.Start).Append(limit).Min();

    /// <summary>The longest run of up to five words that reads as the kind.</summary>
    private static void BindValue(Bound bound, Utterance line, Label label, int limit, CommandInfo command, BindContext context)
    {
        var reader = Binder.Readers[label.Parameter.Kind];
        var pieces = LineSplitter.Split(line.Folded[..limit], label.ValueStart).Take(5).ToList();
        for (var count = pieces.Count; count > 0; count--)
        {
            var end = pieces[count - 1].End;
            var written = line.MentionAt(label.ValueStart) is { UserId: { } id } && count == 1 ? id : line.Written(label.ValueStart, end);
            if (reader.Parse(written, label.Parameter, context) is not { } value)
                continue;
            bound.Values[label.Parameter] = value;
            bound.Places[label.Parameter] = (label.Start, end);
            line.Take(label.Start, end);
            return;
        }

        bound.Problem = Unreadable.Of(command, label.Parameter, line.Written(label.ValueStart, pieces.Count > 0 ? pieces[0].End : limit));
    }

    private static int WordEnd(string folded, int start, int limit)
    {
        if (start < limit && LineSplitter.QuoteEnd(folded, start) is > 0 and var closed && closed <= limit)
            return closed;
        var end = start;
        while (end < limit && !char.IsWhiteSpace(folded[end]))
            end++;
        return end;
    }
}
