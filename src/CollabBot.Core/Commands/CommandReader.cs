using System.Text.RegularExpressions;
using CollabBot.Core.Commands.Binding;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>Reads what people write. Takes any string, never throws for it, and looks at nothing but the request.</summary>
public sealed partial class CommandReader(CommandCatalog catalog, Phrasebook phrasebook, FormMaker forms)
{
    /// <summary>Finds the command a line means and binds its record, or says what is in the way.</summary>
    public ReadResult Read(ReadRequest request)
    {
        var line = new Utterance(request.Text, request.Mentions, phrasebook.Lexicon.Bot);
        var asked = request.Addressed || request.IsDirect || request.Fields is not null;
        if (line.IsEmpty)
            return asked ? Help(request) : ReadResult.Silence;

        var bare = !asked && !line.HasSlash;
        if (bare && !request.BareNames)
            return ReadResult.Silence;
        var choice = NameFinder.Find(line, catalog);
        if (choice is null && !bare && LeadingArguments.Behind(line, catalog, phrasebook.Lexicon) is { } turned)
            return Read(request with { Text = turned, Addressed = true });
        if (choice is null)
            return bare ? ReadResult.Silence : Unknown(line, asked, request.Locale);

        // Also in a group, where nothing tells that the bot is meant, a slip must not become a record
        var counts = !bare || (StandsAlone(line, choice) && choice.Command.TakesText);
        if (counts && NameFinder.Slip(line, choice, catalog) is { } slip && NameGuess.OfVerb(line.Folded[slip.Start..slip.End], slip.Show, catalog) is { } meant)
            return Guessed(meant, line.Written(slip.Start, slip.End), request.Locale);
        if (counts && request.Fields is null && NameFinder.LoneWord(line, choice) is var (from, to)
            && NameGuess.OfSecond(line.Folded[from..to], line.Folded[choice.Words[0].Start..choice.Words[0].End], catalog) is { } near)
            return Guessed(near, line.Written(from, to), request.Locale, choice.Command.TakesText);
        var runsOn = request.Fields is null && NameFinder.RunsOn(line, choice, catalog);
        line.TakeName(choice);
        if (bare && !StandsAlone(line, choice))
            return ReadResult.Silence;
        var result = Bind(line, choice.Command, request, runsOn, out var unused);
        if (bare)
            return unused.Length == 0 && (result is ReadResult.Command or ReadResult.Invalid || (result is ReadResult.Incomplete && NamesRecord(line, choice))) ? result : ReadResult.Silence;
        return choice.Command.Parameters.Count == 0 && NameFinder.IsSentence(unused) ? MeantAsText(choice, request) ?? result : result;
    }

    /// <summary>"blocker list of suppliers is missing" lists nothing: the shorter command that takes text is offered with it, to be confirmed.</summary>
    private ReadResult.Incomplete? MeantAsText(NameMatch longer, ReadRequest request)
    {
        var line = new Utterance(request.Text, request.Mentions, phrasebook.Lexicon.Bot);
        if (NameFinder.TakingText(line, longer, catalog) is not { } shorter)
            return null;
        line.TakeName(shorter);
        var bound = Binder.Bind(line, shorter.Command, request.Fields, Context(request));
        return bound.Problem is null ? new ReadResult.Incomplete(shorter.Command, forms.For(shorter.Command, bound, request.Locale, request.Roster)) : null;
    }

    private BindContext Context(ReadRequest request) => new(phrasebook, request.Roster, request.Platform, request.Today, catalog.Prefixes);

    private static bool StandsAlone(Utterance line, NameMatch name) =>
        name.End == line.Folded.Length || LineSplitter.IsBreak(line.Folded, name.End) || line.Folded[name.End] == '#';

    // "解除 #B-1" is nobody's chatter, even when it lacks how
    private static bool NamesRecord(Utterance line, NameMatch name) => RecordFirst().IsMatch(line.Folded[name.End..]);

    [GeneratedRegex(@"^\s*#\s?[a-z]+-?[0-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RecordFirst();

    private ReadResult Bind(Utterance line, CommandInfo command, ReadRequest request, bool confirm, out string unused)
    {
        var context = Context(request);
        var bound = Binder.Bind(line, command, request.Fields, context);
        unused = bound.Unused;
        if (bound.Problem is { } problem)
            return new ReadResult.Invalid(command, problem);
        if (bound.Broken.Count > 0 || (confirm && bound.Values.Any(v => v.Key.Kind == ParameterKind.Rest && NameFinder.IsSentence(v.Value.ToString()!))))
            return new ReadResult.Incomplete(command, forms.For(command, bound, request.Locale, request.Roster));

        foreach (var missing in command.Parameters.Where(p => p.Required && !bound.Values.ContainsKey(p)))
        {
            // A reference to another kind of record is a slip, not a gap
            if (missing.Kind == ParameterKind.Reference && !command.TakesText && ReferenceReader.In(line, context).FirstOrDefault() is { Prefix: not null } other)
                return new ReadResult.Invalid(command, Unreadable.Of(command, missing, "#" + other.Id));
            return new ReadResult.Incomplete(command, forms.For(command, bound, request.Locale, request.Roster));
        }

        return new ReadResult.Command(command, command.Make([.. command.Parameters.Select(p => bound.Values.GetValueOrDefault(p) ?? p.Default)]));
    }

    private ReadResult Help(ReadRequest request)
    {
        if (catalog.Find("help") is not { } help)
            return new ReadResult.Unknown(null, "", new Phrase("core.unknown", ("word", "")));
        var line = new Utterance("", [], []);
        line.TakeNoName();
        return Bind(line, help, request with { Fields = null }, confirm: false, out _);
    }

    private ReadResult Unknown(Utterance line, bool asked, string locale)
    {
        var (guess, word) = NameGuess.Of(line, catalog);
        if (guess is not null)
            return Guessed(guess, word, locale);
        return asked ? new ReadResult.Unknown(null, word, new Phrase("core.unknown", ("word", word))) : ReadResult.Silence;
    }

    private ReadResult.Unknown Guessed(CommandInfo guess, string word, string locale, bool maybeText = false)
    {
        var text = phrasebook.Command(guess.Name, locale);
        // An example that is only the name again says nothing
        var example = text.Example is { } said && said != text.Names[0] ? said : null;
        var key = maybeText ? "core.unknown-guess-text" : example is null ? "core.unknown-guess-alone" : "core.unknown-guess";
        return new ReadResult.Unknown(guess, word, new Phrase(key, ("word", word), ("guess", text.Names[0]), ("example", example)));
    }
}
