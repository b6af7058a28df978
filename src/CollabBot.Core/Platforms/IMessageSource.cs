using CollabBot.Core.Chat;

namespace CollabBot.Core.Platforms;

/// <summary>A message read back from a platform. <see cref="SenderId"/> is a platform user id; <see cref="Text"/> plain words with names instead of placeholders.</summary>
public sealed record SourceMessage(string MessageId, Place Place, string? SenderId, string Text, DateTimeOffset SentAt)
{
    /// <summary>When it was last edited; null if never.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>An address that opens it, or at least its chat, for people who may see it; null where the platform has none.</summary>
    public string? Link { get; init; }
}

/// <summary>Reads messages that were said, for those platforms that allow it.</summary>
public interface IMessageSource
{
    /// <summary>The platform's name.</summary>
    string Platform { get; }

    /// <summary>The message; null when it is gone, holds no text or may not be read. Throws <see cref="HttpRequestException"/> when the platform cannot be reached, so that the turn is tried again.</summary>
    Task<SourceMessage?> ReadAsync(string messageId, CancellationToken cancel);
}
