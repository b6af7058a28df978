using CollabBot.Core.Text;

namespace CollabBot.DingTalk.Doctor;

/// <summary>The line that the button of the ping card says, in any language.</summary>
internal sealed class PressWords(Phrasebook phrases)
{
    private const string Command = "ping button";
    private readonly HashSet<string> lines = [.. phrases.Locales.SelectMany(l => phrases.CommandIn(Command, l)?.Names ?? []).Append(Command)];

    public bool IsPress(string text) => lines.Contains(text.Trim());
}
