using System.Text.Json;
using CollabBot.Core.Text;

namespace CollabBot.Feishu;

/// <summary>The few words only this platform says, from <c>templates/Feishu</c>.</summary>
internal sealed class FeishuWords(Phrasebook phrasebook)
{
    /// <summary>What a person sees for a moment after pressing a button; the client picks the language.</summary>
    public string Toast { get; } = JsonSerializer.Serialize(new
    {
        toast = new
        {
            type = "info",
            content = phrasebook.Say("feishu.received", "zh-CN"),
            i18n = new { zh_cn = phrasebook.Say("feishu.received", "zh-CN"), en_us = phrasebook.Say("feishu.received", "en") },
        },
    });

    /// <summary>The last line of a card that was too long.</summary>
    public string Cut(string locale) => phrasebook.Say("feishu.cut", locale);
}
