using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Outbound;

/// <summary>Keeps below the platform's limits: so many calls a second for the app, so many for each chat.</summary>
internal sealed class FeishuPace(IOptions<FeishuOptions> options, TimeProvider time)
{
    private const int ChatsKept = 2000;
    private readonly Window app = new(options.Value.CallsPerSecond);
    private readonly ConcurrentDictionary<string, Window> chats = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> directChats = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> held = new(StringComparer.Ordinal);

    /// <summary>The platform refused an API until then: asking before only makes it refuse longer.</summary>
    public void Hold(string api, TimeSpan pause) => held[api] = time.GetUtcNow() + pause;

    /// <summary>How long an API is still refused; null = it may be called.</summary>
    public TimeSpan? Held(string api) => held.TryGetValue(api, out var until) && until - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    /// <summary>What goes to a person and what goes to their chat count together, once it is known that these are the same.</summary>
    public void Same(string person, string chat)
    {
        if (directChats.Count > ChatsKept)
            directChats.Clear();
        directChats[person] = chat;
    }

    /// <summary>Returns when one more call may start that sends nothing.</summary>
    public Task WaitAsync(CancellationToken cancel) => PauseAsync(app, cancel);

    /// <summary>Returns when one more message to the chat may start.</summary>
    public async Task WaitAsync(string chat, CancellationToken cancel)
    {
        chat = directChats.GetValueOrDefault(chat, chat);
        var perChat = options.Value.MessagesPerSecondPerChat;
        if (perChat > 0)
            await PauseAsync(chats.GetOrAdd(chat, static (_, limit) => new Window(limit), perChat), cancel);
        await PauseAsync(app, cancel);
        if (chats.Count > ChatsKept)
            Forget();
    }

    private async Task PauseAsync(Window window, CancellationToken cancel)
    {
        var wait = window.Reserve(time.GetUtcNow());
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancel);
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (chat, window) in chats)
        {
            if (window.IsIdle(now))
                chats.TryRemove(chat, out _);
        }
    }

    /// <summary>At most <c>limit</c> starts in any second: the n-th start from now waits until the one before it by <c>limit</c> is a second ago.</summary>
    private sealed class Window(int limit)
    {
        private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
        private readonly DateTimeOffset[] starts = new DateTimeOffset[limit];
        private readonly Lock gate = new();
        private int next;

        public TimeSpan Reserve(DateTimeOffset now)
        {
            if (limit == 0)
                return TimeSpan.Zero;
            lock (gate)
            {
                var earliest = starts[next] == default ? now : starts[next] + Second;
                var start = earliest > now ? earliest : now;
                starts[next] = start;
                next = (next + 1) % limit;
                return start - now;
            }
        }

        public bool IsIdle(DateTimeOffset now)
        {
            lock (gate)
                return starts[(next + limit - 1) % limit] + Second < now;
        }
    }
}
