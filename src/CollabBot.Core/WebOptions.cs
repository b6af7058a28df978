namespace CollabBot.Core;

/// <summary>How people's browsers reach the service (section <c>Web</c>).</summary>
public sealed class WebOptions
{
    /// <summary>The address that people's phones can open, for example https://bot.example.com; empty = none, and whoever would get a page fills in a line in the chat instead.</summary>
    public string PublicUrl { get; set; } = "";
}
