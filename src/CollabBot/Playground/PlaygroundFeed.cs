using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CollabBot.Core;

namespace CollabBot.Playground;

/// <summary>Tells every open browser what to fetch again. A listener that cannot keep up is cut off: its browser reconnects and starts from a fresh page.</summary>
internal sealed class PlaygroundFeed
{
    /// <summary>Some record changed.</summary>
    public const string Records = "records";

    /// <summary>The clock was moved or started moving.</summary>
    public const string Clock = "clock";

    /// <summary>A message was added to any chat.</summary>
    public const string Chats = "chats";

    /// <summary>Names this run of the service, so that a browser notices a restart.</summary>
    public static string Run { get; } = Ids.New()[..8];

    private readonly ConcurrentDictionary<Channel<string>, byte> listeners = new();

    /// <summary>New messages of this chat.</summary>
    public static string Chat(string chatId) => "chat-" + chatId;

    /// <summary>This message looks different now.</summary>
    public static string Message(string messageId) => "message-" + messageId;

    /// <summary>Hands the event's name to every listener without waiting.</summary>
    public void Publish(string change)
    {
        foreach (var listener in listeners.Keys)
            if (!listener.Writer.TryWrite(change))
                listener.Writer.TryComplete();
    }

    /// <summary>Every change from now on, until cancelled or cut off. Listens from the moment of the call, not from the first read.</summary>
    public IAsyncEnumerable<string> Listen(CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<string>(512);
        listeners[channel] = 0;
        return ReadAsync(channel, cancel);
    }

    private async IAsyncEnumerable<string> ReadAsync(Channel<string> channel, [EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancel))
                yield return change;
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }
}
