namespace CollabBot.Core.Text;

/// <summary>A template does not parse or cannot draw its view; the message names the file, the line and the reason.</summary>
public sealed class TemplateException(string message, int line, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The line in the file, from 1.</summary>
    public int Line { get; } = line;
}
