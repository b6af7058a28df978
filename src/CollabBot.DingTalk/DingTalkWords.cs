using CollabBot.Core;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Outbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk;

/// <summary>The few words only this platform says, from <c>templates/DingTalk</c>.</summary>
internal sealed class DingTalkWords(Phrasebook phrasebook, IOptions<TeamOptions> team)
{
    /// <summary>What stands in messages beside the card. In a group it is not certain that a click is heard, so the lines are shown, too.</summary>
    public MessageSetting Setting(string locale, bool isGroup) => new(phrasebook.Say("dingtalk.form", locale), isGroup ? phrasebook.Say("dingtalk.type-instead", locale) : null);

    /// <summary>Stands above a message that may be shown twice.</summary>
    public string Doubt(string locale) => phrasebook.Say("dingtalk.doubt", locale);

    /// <summary>Stands in the place of a page that the card does not need any more.</summary>
    public string Moved(string locale) => phrasebook.Say("dingtalk.moved", locale);

    /// <summary>A failure as operators read it: the sentence in the team's language, then what the platform said.</summary>
    public SendOutcome.Failed Outcome(DingTalkFailure failure)
    {
        var reason = DingTalkReasons.Key(failure.Code) is { } key ? $"{phrasebook.Say(key, team.Value.Locale)} [{failure.Reason}]" : failure.Reason;
        return new SendOutcome.Failed(failure.Kind, reason, failure.RetryAfter) { Unsure = failure.Unsure };
    }
}
