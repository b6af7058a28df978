using System.Globalization;
using System.Text.Json;
using CollabBot.Core;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu;

/// <summary>The few words only this platform says, from <c>templates/Feishu</c>.</summary>
internal sealed class FeishuWords(Phrasebook phrasebook, IOptions<TeamOptions> team)
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

    /// <summary>What stands in a further page whose content fits in the pages before again.</summary>
    public string Moved(string locale) => phrasebook.Say("feishu.moved", locale);

    /// <summary>The last line of a card in which numbers were made unreadable, because the platform let it out no other way.</summary>
    public string MaskedLine(string locale) => phrasebook.Say("feishu.masked", locale);

    /// <summary>Why a message is not tried once more: it may have arrived long ago, and the platform no longer knows.</summary>
    public string Doubt => phrasebook.Say("feishu.why.doubt", team.Value.Locale);

    /// <summary>One sentence in the team's language on what a code means and what to do; null for a code nobody has explained.</summary>
    public string? Why(int code) => FeishuReasons.Key(code) is { } key ? phrasebook.Say(key, team.Value.Locale) : null;

    /// <summary>A failure as operators read it: the sentence, then what the platform said.</summary>
    public SendOutcome.Failed Outcome(FeishuFailure failure)
    {
        var why = Why(failure.Cause) ?? Why(failure.Code);
        return new SendOutcome.Failed(failure.Kind, why is null ? failure.Reason : string.Create(CultureInfo.InvariantCulture, $"{why} [{failure.Reason}]"), failure.RetryAfter) { Unsure = failure.Unsure };
    }
}
