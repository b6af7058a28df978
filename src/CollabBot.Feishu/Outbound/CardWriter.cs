using System.Text.Json;
using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>What a card's JSON depends on besides the card.</summary>
internal sealed record CardSetting(IReadOnlyDictionary<string, string> Users, bool Direct, string CutLine);

/// <summary>Draws a card as card JSON 2.0, whatever its size: what does not fit is left out and a last line says so.</summary>
internal static class CardWriter
{
    /// <summary>30 KB is the platform's limit for a request; the other fields of ours are small.</summary>
    private const int MostBytes = 29_500;

    // 180 pass and 200 do not
    private const int MostElements = 180;

    private static readonly (int Characters, int Blocks, int Names)[] Budgets =
    [
        (int.MaxValue, int.MaxValue, 120), (int.MaxValue, int.MaxValue, 50), (12_000, 80, 50), (8_000, 50, 50), (5_000, 35, 20), (2_500, 25, 20), (1_200, 12, 20), (500, 6, 0), (0, 0, 0),
    ];

    public static string Write(Card card, CardSetting setting)
    {
        var json = "";
        foreach (var (characters, blocks, names) in Budgets)
        {
            var (body, cut) = DocClip.To(card.Body, characters, blocks);
            var node = Draw(card with { Body = body }, cut, names, setting);
            json = node.ToJsonString(FeishuJson.Options);
            if (SizeInRequest(json) <= MostBytes && Elements(node) <= MostElements)
                break;
        }

        return json;
    }

    private static JsonObject Draw(Card card, bool cut, int names, CardSetting setting)
    {
        var elements = new JsonArray();
        var blocks = new CardBlocks(setting.Users, setting.Direct);
        foreach (var block in card.Body.Blocks)
            blocks.Add(elements, block);
        if (cut)
            elements.Add(CardNodes.Markdown(FeishuMarkdown.Of([new Inline.Emphasis([new Inline.Words(setting.CutLine)])], setting.Users).TrimEnd()));
        if (card.Form is { } form)
        {
            if (card.Title is not null && form.Title.Length > 0 && form.Title != card.Title)
                blocks.Add(elements, new Block.Heading(3, [new Inline.Words(form.Title)]));
            elements.Add(CardForms.Of(form, setting.Direct, names));
        }

        var title = card.Title ?? card.Form?.Title;
        var node = new JsonObject { ["schema"] = "2.0", ["config"] = Config(title, card.Body) };
        if (!string.IsNullOrWhiteSpace(title))
            node["header"] = new JsonObject { ["title"] = CardNodes.Words(PlainText.Clip(title, 200)), ["template"] = Colour(card.Tone) };
        node["body"] = new JsonObject { ["elements"] = elements };
        return node;
    }

    // The summary is what the chat list and a phone's notification show
    private static JsonObject Config(string? title, Doc body)
    {
        var config = new JsonObject { ["update_multi"] = true, ["width_mode"] = "fill" };
        var summary = title ?? body.Blocks.OfType<Block.Paragraph>().Select(p => PlainText.Of(p.Text)).FirstOrDefault();
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

    // A card travels as a string inside JSON: its quotes and backslashes count twice
    private static int SizeInRequest(string json) => JsonSerializer.SerializeToUtf8Bytes(json, FeishuJson.Options).Length;

    private static int Elements(JsonNode? node) => node switch
    {
        JsonObject thing => (thing.ContainsKey("tag") ? 1 : 0) + thing.Sum(p => Elements(p.Value)),
        JsonArray list => list.Sum(Elements),
        _ => 0,
    };
}
