using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>Cards of the first generation: properties that nobody knows are ignored, only the skeleton is looked at.</summary>
internal static class OldCardLint
{
    private const int MostElements = 200;

    public static CardFault? Check(JsonObject card)
    {
        // An empty card is legal, and so is one with a title alone
        if (card.Count == 0 || (card["header"] is JsonObject && !card.ContainsKey("elements")))
            return null;
        if (card["elements"] is not JsonArray elements)
            return card["i18n_elements"] is JsonObject ? null : new CardFault(200621, "ROOT", "elements is required");
        if (elements.FirstOrDefault(e => e is not JsonObject thing || CardLint.Word(thing, "tag") is null) is not null)
            return new CardFault(200621, "ROOT -> elements", "an element must be an object with a tag");
        return elements.Count > MostElements ? new CardFault(11310, "ROOT", "element exceeds the limit") : null;
    }
}
