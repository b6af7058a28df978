using System.Collections.Concurrent;
using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Core.Text;

/// <summary>
/// Draws views by the template of their name, <c>templates/&lt;Slice&gt;/&lt;View&gt;.&lt;locale&gt;.md</c>. A template sees the view's public properties and nothing else of the system;
/// what it prints is inert. A broken override on disk is named in a warning and the built-in template drawn instead. Safe for many threads.
/// </summary>
public sealed class TemplateBook
{
    private static readonly string[] Locales = ["zh-CN", "en"];

    private readonly Dictionary<(Type View, string Locale), DrawnBy> templates = [];
    private readonly ConcurrentDictionary<string, bool> warned = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly Phrasebook phrasebook;
    private readonly TeamClock clock;
    private readonly ILogger log;

    private TemplateBook(Phrasebook phrasebook, TeamClock clock, ILogger log) => (this.phrasebook, this.clock, this.log) = (phrasebook, clock, log);

    /// <summary>Finds every view of the assemblies and parses its templates. What is wrong with built-in ones is told by <see cref="Verify"/>.</summary>
    public static TemplateBook Load(TemplateFiles files, IEnumerable<Assembly> assemblies, Phrasebook phrasebook, TeamClock clock, ILogger<TemplateBook>? log = null)
    {
        var book = new TemplateBook(phrasebook, clock, log ?? NullLogger<TemplateBook>.Instance);
        var all = files.All.Where(f => f.Extension == ".md").ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var view in assemblies.Distinct().SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(View)) && !t.IsAbstract))
        {
            book.problems.AddRange(TemplateFunctions.HiddenBy(view).Select(name => $"{view.FullName}: the property '{name}' hides the template function of that name"));
            foreach (var locale in Locales)
            {
                var path = $"{view.Namespace?.Split('.')[^1]}/{view.Name}.{locale}.md";
                if (all.Remove(path, out var file))
                    book.Add(view, file, files.BuiltIn(path));
                else
                    book.problems.Add($"templates/{path} is missing: {view.FullName} cannot be shown without it");
            }
        }

        book.problems.AddRange(all.Values.Where(f => !f.Overridden).Select(f => $"templates/{f.Path}: no view has this name"));
        return book;
    }

    /// <summary>The start-up check: throws <see cref="BadTextException"/> when a view lacks a template, a built-in template does not parse, or one belongs to no view.</summary>
    public void Verify()
    {
        if (problems.Count > 0)
            throw new BadTextException(problems);
    }

    /// <summary>The view as a card in the language: tone line, title, body.</summary>
    public Card Draw(View view, string locale, Roster roster) => MarkdownCard.Read(Render(view, locale, roster));

    /// <summary>The view as a page: the whole document, its first heading included, without the tone.</summary>
    public Doc Page(View view, string locale, Roster roster) => DocMarkdown.Parse(MarkdownCard.Split(Render(view, locale, roster)).Body);

    private string Render(View view, string locale, Roster roster)
    {
        if (!templates.TryGetValue((view.GetType(), Nearest(locale)), out var drawn))
            throw new InvalidOperationException($"{view.GetType().FullName} has no template for {locale}");
        var words = new Wording(phrasebook, clock, roster, locale);
        if (drawn.Override is { } changed)
            try
            {
                return changed.Render(view, words);
            }
            catch (TemplateException e)
            {
                Warn(e, changed.Path);
            }

        return drawn.BuiltIn?.Render(view, words) ?? throw new InvalidOperationException($"{view.GetType().FullName} has no usable template for {locale}");
    }

    private void Add(Type view, TemplateFile file, TemplateFile? builtIn)
    {
        ViewTemplate? inForce = null, changed = null;
        if (builtIn is not null)
            try
            {
                inForce = ViewTemplate.Parse(builtIn);
            }
            catch (TemplateException e)
            {
                problems.Add(e.Message);
            }

        if (file.Overridden)
            try
            {
                changed = ViewTemplate.Parse(file);
            }
            catch (TemplateException e)
            {
                Warn(e, file.Path);
            }

        templates[(view, file.Locale)] = new DrawnBy(inForce, changed);
    }

    private void Warn(TemplateException e, string path)
    {
        if (warned.TryAdd(path, true))
            log.LogWarning("Override {File} is broken at line {Line}, so the built-in template is used", path, e.Line);
    }

    private static string Nearest(string locale) => locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "zh-CN";

    private sealed record DrawnBy(ViewTemplate? BuiltIn, ViewTemplate? Override);
}
