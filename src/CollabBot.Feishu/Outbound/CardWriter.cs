using System.Globalization;
using System.Text.Json.Nodes;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>What a card's JSON depends on besides the card. On a further page <see cref="Continues"/> is the message that holds the first.</summary>
internal sealed record CardSetting(IReadOnlyDictionary<string, string> Users, bool Direct, string CutLine, string? Continues = null)
{
    /// <summary>True to draw with nothing but markdown, buttons and forms.</summary>
    public bool Plain { get; init; }
}

/// <summary>Draws one page of a card as card JSON 2.0. <see cref="CardPages"/> sees to its size.</summary>
internal static class CardWriter
{
    public static string Write(CardPage page, CardSetting setting) => Draw(page, page.Number > 1 ? setting : setting with { Continues = null }).ToJsonString(FeishuJson.Options);

    internal static JsonObject Draw(CardPage page, CardSetting setting)
    {
        var card = page.Card;
        var elements = new JsonArray();
        var blocks = new CardBlocks(setting);
        foreach (var block in card.Body.Blocks)
            blocks.Add(elements, block);
        if (page.Cut)
            elements.Add(CardNodes.Markdown(FeishuMarkdown.Of([new Inline.Emphasis([new Inline.Words(setting.CutLine)])], setting.Users).TrimEnd()));
        if (card.Form is { } form)
            AddForm(elements, blocks, card.Title, form, setting);

        var title = Title(page);
        var node = new JsonObject { ["schema"] = "2.0", ["config"] = Config(title, card.Body) };
        if (!string.IsNullOrWhiteSpace(title))
            node["header"] = new JsonObject { ["title"] = CardNodes.Words(title), ["template"] = Colour(card.Tone) };
        node["body"] = new JsonObject { ["elements"] = elements };
        return node;
    }

    internal static void AddForm(JsonArray elements, CardBlocks blocks, string? title, CommandForm form, CardSetting setting)
    {
        if (title is not null && form.Title.Length > 0 && form.Title != title)
            blocks.Add(elements, new Block.Heading(3, [new Inline.Words(form.Title)]));
        elements.Add(CardForms.Of(form, setting));
    }

    // Every page says which one it is: they may be read apart
    private static string? Title(CardPage page)
    {
        var title = page.Card.Title ?? page.Card.Form?.Title;
        var clipped = string.IsNullOrWhiteSpace(title) ? "" : PlainText.Clip(title, 200);
        return page.Of == 1 ? clipped : string.Create(CultureInfo.InvariantCulture, $"{clipped} ({page.Number}/{page.Of})").TrimStart();
    }

    // The summary is what the chat list and a phone's notification show
    private static JsonObject Config(string? title, Doc body)
    {
        var config = new JsonObject { ["update_multi"] = true, ["width_mode"] = "fill" };
        var summary = string.IsNullOrWhiteSpace(title) ? body.Blocks.OfType<Block.Paragraph>().Select(p => PlainText.Of(p.Text)).FirstOrDefault() : title;
        if (!string.IsNullOrWhiteSpace(summary))
            config["summary"] = new JsonObject { ["content"] = PlainText.Clip(summary.ReplaceLineEndings(" "), 100) };
        return config;
    }

    private static string Colour(Tone tone) => tone switch
    {
        Tone.Good => "green",
        Tone.Warning => "orange",
        Tone.Danger => "red",
        _ => "blue",
    };
}
