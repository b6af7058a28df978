using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.People;

/// <summary>The languages the bot speaks.</summary>
public enum Language
{
    Chinese,
    English,
}

/// <summary>Says in which language the speaker reads.</summary>
[Command("language")]
public sealed record ChooseLanguage(Language Language);

internal sealed class ChooseLanguageHandler : IHandler<ChooseLanguage>
{
    public async Task<Reply> HandleAsync(ChooseLanguage command, Turn turn, CancellationToken cancel)
    {
        var chinese = command.Language == Language.Chinese;
        await turn.ChangeAsync(turn.Actor, p => p with { Locale = chinese ? "zh-CN" : "en" }, cancel);
        // This answer is still drawn in the old language, so each phrase is worded in its own in every file
        return Reply.Say(chinese ? "people.language-chinese" : "people.language-english");
    }
}
