using CollabBot.Core.Chat;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CollabBot.Core.Text;

/// <summary>One parsed template; the parsed form is shared, each rendering has a context of its own.</summary>
internal sealed class ViewTemplate
{
    private readonly Template template;

    private ViewTemplate(string path, Template template) => (Path, this.template) = (path, template);

    /// <summary>The file's path below <c>templates/</c>.</summary>
    public string Path { get; }

    public static ViewTemplate Parse(TemplateFile file)
    {
        var template = Template.Parse(file.Text, file.Path);
        if (template.HasErrors)
            throw Broken(file.Path, template.Messages[0].Message, template.Messages[0].Span.Start.Line, null);
        var banned = new BannedSyntax();
        template.Page?.Accept(banned);
        if (banned.Found is { } node)
            throw Broken(file.Path, $"'{node.GetType().Name}' is not available: its output would no longer be known as words", node.Span.Start.Line, null);
        return new ViewTemplate(file.Path, template);
    }

    /// <summary>The view as Markdown for <see cref="Docs.DocMarkdown.Parse"/>.</summary>
    public string Render(View view, Wording words)
    {
        var context = new ViewContext(words);
        context.PushGlobal(new RecordObject(view));
        context.PushGlobal(new ScriptObject());
        try
        {
            return template.Render(context);
        }
        catch (ScriptRuntimeException e)
        {
            throw Broken(Path, e.OriginalMessage, e.Span.Start.Line, e);
        }
        catch (Exception e) when (e is InvalidOperationException or System.Reflection.TargetInvocationException or ArgumentException)
        {
            throw Broken(Path, e.Message, context.CurrentSpan.Start.Line, e);
        }
    }

    private static TemplateException Broken(string path, string reason, int line, Exception? cause) =>
        new($"templates/{path}({line + 1}): {reason}", line + 1, cause);

    /// <summary>What would turn printed values into text that is printed again.</summary>
    private sealed class BannedSyntax : ScriptVisitor
    {
        public ScriptNode? Found { get; private set; }

        public override void Visit(ScriptCaptureStatement node) => Found ??= node;

        public override void Visit(ScriptWrapStatement node) => Found ??= node;

        public override void Visit(ScriptFunction node) => Found ??= node;

        public override void Visit(ScriptAnonymousFunction node) => Found ??= node;
    }
}
