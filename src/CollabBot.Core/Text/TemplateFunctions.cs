using System.Globalization;
using CollabBot.Core.Docs;
using Scriban;
using Scriban.Runtime;

namespace CollabBot.Core.Text;

/// <summary>The functions a template may call. A missing value gives nothing.</summary>
internal static class TemplateFunctions
{
    private static readonly Dictionary<string, Delegate> All = new(StringComparer.Ordinal)
    {
        ["at"] = (TemplateContext context, object? id) => Mention(Words(context), id),
        ["name"] = (TemplateContext context, object? id) => Words(context).Name(RecordObject.Plain(id)),
        ["day"] = (TemplateContext context, object? value) => Words(context).Day(RecordObject.Plain(value)),
        ["date"] = (TemplateContext context, object? value) => Words(context).Date(RecordObject.Plain(value)),
        ["time"] = (TemplateContext context, object? value) => Words(context).Time(RecordObject.Plain(value)),
        ["word"] = (TemplateContext context, object? value) => Words(context).Show(RecordObject.Plain(value)),
        ["number"] = (TemplateContext context, object? value) => Words(context).Number(RecordObject.Plain(value)),
        ["money"] = (TemplateContext context, object? value) => Words(context).Money(RecordObject.Plain(value)),
        ["holiday"] = (TemplateContext context, object? name) => Words(context).Holiday(RecordObject.Plain(name)),
        ["wiki"] = (TemplateContext context, object? path) => Page(Words(context).Show(RecordObject.Plain(path))),
        ["t"] = (TemplateContext context, string key, object?[] values) => Words(context).Phrase(key, values),
    };

    public static void Add(ScriptObject functions)
    {
        foreach (var (name, function) in All)
            functions.Import(name, function);
    }

    /// <summary>Functions that a view's property would make unreachable in its template.</summary>
    public static IEnumerable<string> HiddenBy(Type view) => RecordObject.MembersOf(view).Where(All.ContainsKey);

    private static Wording Words(TemplateContext context) => ((ViewContext)context).Words;

    private static object Mention(Wording words, object? id) => RecordObject.Plain(id) switch
    {
        null => "",
        var value when words.Person(value) is { } person =>
            new MarkdownText(string.Create(CultureInfo.InvariantCulture, $"[@{DocMarkdown.Escape(person.Name)}](<person:{DocMarkdown.Escape(person.Id)}>)")),
        var value => words.Name(value),
    };

    private static MarkdownText Page(string path) => new($"[{DocMarkdown.Escape(path.Split('/')[^1])}](<page:{DocMarkdown.Escape(path)}>)");
}
