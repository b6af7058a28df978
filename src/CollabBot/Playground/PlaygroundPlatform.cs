using CollabBot.Core.Platforms;

namespace CollabBot.Playground;

/// <summary>The local chat as a platform: what the bot sends becomes a message of the transcript, and an update replaces its card in place.</summary>
internal sealed class PlaygroundPlatform(PlaygroundTranscript transcript) : IPlatform
{
    /// <summary>As it stands in places and accounts.</summary>
    public const string PlatformName = "playground";

    public string Name => PlatformName;

    public PlatformFeatures Features { get; } = new(Cards: true, UpdateCards: true, Forms: true, UpdateWindow: TimeSpan.FromDays(3650), MaxCardBytes: 1 << 20);

    public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        if (message.UpdateOf is { } id)
            return await transcript.UpdateAsync(id, message.Card, cancel)
                ? new SendOutcome.Sent(id)
                : new SendOutcome.Failed(FailureKind.Misconfigured, "the message to update is gone");

        // A persona's platform user id is its person id
        var chat = message.Place is { } place
            ? PlaygroundChats.Find(place.ChatId)
            : PlaygroundTeam.Find(message.Recipient) is { } person ? PlaygroundChats.Direct(person.Id) : null;
        if (chat is null)
            return new SendOutcome.Failed(FailureKind.Misconfigured, "there is no such chat in the playground");
        var sent = await transcript.PostAsync(
            chat, message.Card, message.Locale, message.Key, message.ReplyTo, [.. message.MentionedUsers.Values], message.Confidential, cancel);
        return new SendOutcome.Sent(sent.Id, chat.Id);
    }

    public Task<bool> ReadyAsync(CancellationToken cancel) => Task.FromResult(true);
}
