using CollabBot.Core.Platforms;

namespace CollabBot.Playground;

/// <summary>Reads what personas said; the bot's cards hold no words of anybody.</summary>
internal sealed class PlaygroundMessages(PlaygroundTranscript transcript) : IMessageSource
{
    public string Platform => PlaygroundPlatform.PlatformName;

    public async Task<SourceMessage?> ReadAsync(string messageId, CancellationToken cancel) =>
        await transcript.FindAsync(messageId, cancel) is { Text: { } text } message && PlaygroundChats.Find(message.ChatId) is { } chat
            ? new SourceMessage(message.Id, chat.Place, message.SenderId, text, message.At) { EditedAt = message.UpdatedAt }
            : null;
}
