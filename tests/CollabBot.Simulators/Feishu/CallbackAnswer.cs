using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>What the client makes of the answer to a card callback.</summary>
internal sealed record CallbackAnswer(int Code, string? Toast = null, JsonObject? Card = null)
{
    /// <summary>An empty body and {} mean: nothing to show.</summary>
    public static CallbackAnswer Judge(string? json, JsonObject shown)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new CallbackAnswer(0);
        try
        {
            return JsonNode.Parse(json) is JsonObject answer && answer.All(p => p.Key is "toast" or "card") ? Judge(answer, shown) : new CallbackAnswer(200672);
        }
        catch (JsonException)
        {
            return new CallbackAnswer(200672);
        }
    }

    private static CallbackAnswer Judge(JsonObject answer, JsonObject shown)
    {
        string? toast = null;
        if (answer.TryGetPropertyValue("toast", out var said))
        {
            if (said is not JsonObject words || (CardLint.Word(words, "type") ?? "info") is not ("info" or "success" or "error" or "warning"))
                return new CallbackAnswer(200672);
            toast = CardLint.Word(words, "content") ?? words["i18n"]?["zh_cn"]?.ToString();
            if (toast is null)
                return new CallbackAnswer(200672);
        }

        if (!answer.TryGetPropertyValue("card", out var node))
            return new CallbackAnswer(0, toast);
        if (node is not JsonObject card || card["data"] is not JsonObject data)
            return new CallbackAnswer(200673, toast);
        return CardLint.Word(card, "type") switch
        {
            "raw" when CardLint.Word(shown, "schema") == "2.0" && CardLint.Word(data, "schema") != "2.0" => new CallbackAnswer(200830, toast),
            "raw" when CardLint.Check(data) is null => new CallbackAnswer(0, toast, data),
            "template" when CardLint.Word(data, "template_id") is { Length: > 0 } => new CallbackAnswer(0, toast),
            _ => new CallbackAnswer(200673, toast),
        };
    }
}
