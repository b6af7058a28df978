using CollabBot.Core.Time;

namespace CollabBot.DingTalk.Outbound;

/// <summary>A webhook takes 20 messages a minute into a group and then none for ten minutes: one more than that is not tried, but takes the other way out.</summary>
internal sealed class SessionPace(Pulse pulse)
{
    private const int Most = 20, MostChats = 5_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1), ShutFor = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Chat> chats = new(StringComparer.Ordinal);

    /// <summary>How many chats' webhooks are left alone right now.</summary>
    public int Shut
    {
        get
        {
            lock (gate)
                return chats.Values.Count(c => pulse.Time.GetUtcNow() < c.ShutUntil);
        }
    }

    /// <summary>True when the webhook may be used now; counts the use.</summary>
    public bool TryTake(string chatId)
    {
        var now = pulse.Time.GetUtcNow();
        lock (gate)
        {
            if (chats.Count >= MostChats)
                foreach (var quiet in chats.Where(c => c.Value.IsQuiet(now)).Select(c => c.Key).ToList())
                    chats.Remove(quiet);
            if (!chats.TryGetValue(chatId, out var chat))
                chats.Add(chatId, chat = new Chat());
            return chat.TryTake(now);
        }
    }

    /// <summary>The webhook refused for this chat: it is left alone for ten minutes.</summary>
    public void Close(string chatId)
    {
        lock (gate)
        {
            if (chats.TryGetValue(chatId, out var chat))
                chat.ShutUntil = pulse.Time.GetUtcNow() + ShutFor;
        }
    }

    private sealed class Chat
    {
        private readonly Queue<DateTimeOffset> sent = new();

        public DateTimeOffset ShutUntil { get; set; }

        public bool IsQuiet(DateTimeOffset now) => now >= ShutUntil && (sent.Count == 0 || now - sent.Last() >= Window);

        public bool TryTake(DateTimeOffset now)
        {
            while (sent.TryPeek(out var oldest) && now - oldest >= Window)
                sent.Dequeue();
            if (now < ShutUntil || sent.Count >= Most)
                return false;
            sent.Enqueue(now);
            return true;
        }
    }
}
