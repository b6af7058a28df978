using System.Text;
using System.Text.Json;
using CollabBot.DingTalk.Api;

namespace CollabBot.DingTalk.Outbound;

/// <summary>A button of a message: its label and the link it opens.</summary>
internal sealed record MessageButton(string Label, string Link);

/// <summary>A message before it takes the form of one of the two ways out. Without <see cref="Title"/> it is plain text, with it Markdown, with buttons an action card.</summary>
internal sealed record DingTalkMessage(string? Title, string Text, IReadOnlyList<MessageButton> Buttons, IReadOnlyList<string> Users)
{
    /// <summary>Most buttons that both ways out can show natively.</summary>
    public const int MostButtons = 5;

    /// <summary>A session webhook takes 20 000 bytes, the robot API 15 000; the smaller limit serves both, so that a fallback shows the same.</summary>
    public const int MostBytes = 15_000;

    /// <summary>The body for a session webhook.</summary>
    public SessionMessage ForSession() => (this switch
    {
        { Title: null } => new SessionMessage("text") { Text = new SessionText(Text) },
        { Buttons.Count: 0 } => new SessionMessage("markdown") { Markdown = new SessionMarkdown(Title, Text) },
        _ => new SessionMessage("actionCard") { ActionCard = new SessionCard(Title, Text, FitsOneRow ? "1" : "0", [.. Buttons.Select(b => new SessionButton(b.Label, b.Link))]) },
    }) with
    { At = Users.Count > 0 ? new SessionAt(Users) : null };

    /// <summary>The template and its parameters for the robot API.</summary>
    public (string Key, string Param) ForRobot()
    {
        if (Title is null)
            return ("sampleText", Form(("content", Text)));
        (string, string)[] head = [("title", Title), ("text", Text)];
        return Buttons.Count switch
        {
            0 => ("sampleMarkdown", Form(head)),
            1 => ("sampleActionCard", Form([.. head, ("singleTitle", Buttons[0].Label), ("singleURL", Buttons[0].Link)])),
            2 when FitsOneRow => ("sampleActionCard6", Form([.. head, .. Buttons.SelectMany((b, i) => new[] { ($"buttonTitle{i + 1}", b.Label), ($"buttonUrl{i + 1}", b.Link) })])),
            var count => ($"sampleActionCard{count}", Form([.. head, .. Buttons.SelectMany((b, i) => new[] { ($"actionTitle{i + 1}", b.Label), ($"actionURL{i + 1}", b.Link) })])),
        };
    }

    /// <summary>The larger of the two forms.</summary>
    public int Bytes => Math.Max(Encoding.UTF8.GetByteCount(ForRobot().Param), JsonSerializer.SerializeToUtf8Bytes(ForSession(), DingTalkAnswer.Form).Length);

    private bool FitsOneRow => Buttons.Count == 2 && Buttons.All(b => b.Label.Length <= 6);

    private static string Form(params (string Name, string Value)[] parts) => JsonSerializer.Serialize(parts.ToDictionary(p => p.Name, p => p.Value), DingTalkAnswer.Form);
}
