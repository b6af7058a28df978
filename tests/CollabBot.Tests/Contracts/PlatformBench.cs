using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;

namespace CollabBot.Tests.Contracts;

/// <summary>What a person sees of a message: words as shown, links that lead out of the chat, buttons as "label → command line", and who was notified.</summary>
public sealed record SeenMessage(string ChatId, string Text, IReadOnlyList<string> Links, IReadOnlyList<string> Buttons, IReadOnlyList<string> Notified);

/// <summary>A platform under test together with its other side: a fixture says how to look at the chats and how to break things.</summary>
public abstract class PlatformBench : IAsyncDisposable
{
    /// <summary>The real platform, talking to its simulator.</summary>
    public abstract IPlatform Platform { get; }

    /// <summary>A group the bot is in.</summary>
    public abstract Place Group { get; }

    /// <summary>A group that no longer exists, or null where chats cannot vanish.</summary>
    public abstract Place? GoneGroup { get; }

    /// <summary>A person's platform user id.</summary>
    public abstract string Person { get; }

    /// <summary>All messages shown so far, oldest first, each as it looks now.</summary>
    public abstract IReadOnlyList<SeenMessage> Seen { get; }

    /// <summary>Says something in the group as the person and returns the answer's envelope: place, message id and hints as the platform's own input made them.</summary>
    public abstract Outgoing AnswerTo(string text, Card answer, string key);

    /// <summary>From now on the platform answers "too many calls"; false where it never does.</summary>
    public abstract bool Throttle();

    /// <summary>From now on the platform refuses the token; false where there is none.</summary>
    public abstract bool RefuseToken();

    /// <summary>From now on the platform cannot be reached; false where there is no network between.</summary>
    public abstract bool CutOff();

    public abstract ValueTask DisposeAsync();
}
