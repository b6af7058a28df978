using System.Text.Json;
using CollabBot.Core.Text;

namespace CollabBot.Feishu;

/// <summary>The few words only this platform says, from <c>templates/Feishu</c>.</summary>
internal sealed class FeishuWords
{
    private readonly Dictionary<string, Dictionary<string, string>> byLocale = [];

    public FeishuWords()
    {
        var files = new TemplateFiles([typeof(FeishuWords).Assembly], null);
        foreach (var file in files.All.Where(f => f is { Slice: "Feishu", Name: "text" }))
        {
            using var json = JsonDocument.Parse(file.Text);
            byLocale[file.Locale] = json.RootElement.GetProperty("phrases").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        }

        Toast = JsonSerializer.Serialize(new
        {
            toast = new
            {
                type = "info",
                content = Say("feishu.received", "zh-CN"),
                i18n = new { zh_cn = Say("feishu.received", "zh-CN"), en_us = Say("feishu.received", "en") },
            },
        });
    }

    /// <summary>What a person sees for a moment after pressing a button.</summary>
    public string Toast { get; }

    public string Say(string key, string locale) => byLocale[locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en"][key];
}
