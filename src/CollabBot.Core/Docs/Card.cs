using CollabBot.Core.Commands;

namespace CollabBot.Core.Docs;

/// <summary>The mood of a card, drawn as its colour.</summary>
public enum Tone
{
    /// <summary>Nothing special.</summary>
    Neutral,

    /// <summary>Done, solved, signed.</summary>
    Good,

    /// <summary>Needs attention.</summary>
    Warning,

    /// <summary>Overdue, blocked, refused.</summary>
    Danger,
}

/// <summary>How strongly a button invites.</summary>
public enum ButtonStyle
{
    /// <summary>One of several.</summary>
    Plain,

    /// <summary>The one clear action of the card.</summary>
    Primary,

    /// <summary>Destroys or refuses something.</summary>
    Danger,
}

/// <summary>A button: pressing it is typing <see cref="Line"/> with the presser's rights. <see cref="Confirm"/> is a question asked first.</summary>
public sealed record CommandButton(string Label, string Line, ButtonStyle Style = ButtonStyle.Plain, string? Confirm = null)
{
    /// <summary>The https address of a page of ours that the button opens instead of saying its line; never written by a template.</summary>
    public string? Url { get; init; }
}

/// <summary>What a chat shows: a title, a tone, a body in which <see cref="Block.Actions"/> may stand, and at most one form at the end.</summary>
public sealed record Card(string? Title, Tone Tone, Doc Body, CommandForm? Form = null)
{
    /// <summary>A card of one line of plain words, sent as a text message where the platform has one.</summary>
    public static Card Line(string text) => new(null, Tone.Neutral, new Doc([new Block.Paragraph([new Inline.Words(text)])]));

    /// <summary>True for a card that is one paragraph without title, buttons or form.</summary>
    public bool IsLine => Title is null && Form is null && Body.Blocks is [Block.Paragraph];
}
