using CollabBot.Core.Docs;
using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CollabBot.Core.Text;

/// <summary>Markdown made by one of our functions, printed as it is; everything else that is printed is escaped.</summary>
internal sealed record MarkdownText(string Text);

/// <summary>The sandbox of one rendering: strict names, hard limits, every printed value inert.</summary>
internal sealed class ViewContext : TemplateContext
{
    private const int LongestOutput = 2 * 1024 * 1024;

    private static readonly ScriptObject Functions = Build();

    public ViewContext(Wording words)
        : base(Functions)
    {
        Words = words;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedFunctionAccess = false;
        LoopLimit = 50_000;
        RecursiveLimit = 50;
        ObjectRecursionLimit = 20;
        // Both cut silently unless told to throw, and a cut page looks whole
        LimitToString = LongestOutput;
        OutputLimit = LongestOutput;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = TimeSpan.FromMilliseconds(100);
        MemberFilter = _ => false;
        NewLine = "\n";
    }

    /// <summary>How values are worded in this rendering.</summary>
    public Wording Words { get; }

    public override TemplateContext Write(SourceSpan span, object? textAsObject) => textAsObject switch
    {
        null => this,
        MarkdownText markdown => Write(markdown.Text),
        ScriptArray or RecordObject { IsPrintable: false } => throw new ScriptRuntimeException(span, "a record or a list cannot be printed; name one of its members"),
        IScriptObject and not RecordObject => throw new ScriptRuntimeException(span, "an object cannot be printed"),
        _ => Write(DocMarkdown.Escape(Words.Show(textAsObject))),
    };

    private static ScriptObject Build()
    {
        var functions = new ScriptObject { ["array"] = new ArrayFunctions(), ["string"] = new StringFunctions(), ["empty"] = EmptyScriptObject.Default };
        TemplateFunctions.Add(functions);
        return functions;
    }
}
