using System.Globalization;
using System.Text;
using CollabBot.Core.Docs;
using CollabBot.DingTalk.Api;

namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>
/// One page of a card as the variables of the operator's template: <c>title</c>, <c>tone</c>, <c>markdown</c>, and for each button its label and the command line that a press sends back.
/// What <c>docs/dingtalk-card-template.md</c> tells operators to make is what is filled in here.
/// </summary>
internal sealed record CardFace(string Listed, string Markdown, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Mentioned)
{
    /// <summary>The variable that can be streamed.</summary>
    public const string Text = "markdown";

    /// <summary>As many buttons as the template has; what is more stands as links in the text.</summary>
    public const int MostButtons = 6;

    private const int LabelLength = 40, LineBytes = 1000;

    /// <summary><paramref name="direct"/>: it stands in somebody's direct chat, to which the answers to its buttons go.</summary>
    public static CardFace Draw(MessagePage page, IReadOnlyDictionary<string, string> mentioned, MessageSetting setting, bool direct)
    {
        var card = page.Card;
        var (rows, all) = MessageWriter.Buttons(card.Body.Blocks);
        // At the foot of the card, buttons of several rows must be told apart by their labels. A page of ours, and a line longer than a variable, needs a link
        var native = all.Count is > 0 and <= MostButtons && (rows == 1 || all.DistinctBy(b => b.Label).Count() == all.Count)
            && all.All(b => b.Url is null && Encoding.UTF8.GetByteCount(b.Line) <= LineBytes);
        var inlines = new MarkdownInlines(mentioned, inCard: true);
        var blocks = new MarkdownBlocks(inlines, buttonsInPlace: !native, showLines: setting.TypeInstead is not null, tables: true);
        var drawn = string.Join("\n\n", blocks.Draw(card.Body.Blocks)).Replace(DingTalkText.Break, "<br>", StringComparison.Ordinal);
        // Pages are made to fit the message that stands in for the card, which mentions people in fewer signs
        var text = DingTalkText.Cut(drawn, 2 * DingTalkMessage.MostBytes);
        var title = MessageWriter.Title(page);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = card.Title is null && page.Of == 1 ? "" : title,
            ["tone"] = Colour(card.Tone),
            [Text] = text,
            ["chat"] = direct ? "direct" : "group",
        };
        for (var i = 0; i < MostButtons; i++)
        {
            // A button that is gone must be emptied: changes go by key
            var button = native ? all.ElementAtOrDefault(i) : null;
            variables[Numbered("button", i)] = button is null ? "" : DingTalkText.Line(MessageLink.Label(button), LabelLength);
            variables[Numbered("line", i)] = button?.Line ?? "";
        }

        return new CardFace(title, text, variables, inlines.Names);
    }

    /// <summary>The same with only the beginning of its text.</summary>
    public CardData Beginning(string part) => new(new Dictionary<string, string>(Variables) { [Text] = part });

    public CardData Data => new(Variables);

    private static string Numbered(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}{index + 1}");

    /// <summary>The card builder's names of colours.</summary>
    private static string Colour(Tone tone) => tone switch { Tone.Good => "green", Tone.Warning => "orange", Tone.Danger => "red", _ => "blue" };

}
