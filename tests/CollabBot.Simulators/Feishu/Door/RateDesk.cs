namespace CollabBot.Simulators.Feishu.Door;

/// <summary>Counts calls per API and refuses what is too much, with the seconds until it will be taken again.</summary>
internal sealed class RateDesk(FeishuWorld world, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Api, int Seconds), Queue<DateTimeOffset>> recent = [];

    public FeishuReply? Check(Route route)
    {
        if (!world.LimitsCalls)
            return null;
        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var (calls, seconds) in route.Tier.Windows)
            {
                var times = Recent(route, seconds, now);
                if (times.Count >= calls)
                    return FeishuReply.TooMany((int)Math.Ceiling((times.Peek().AddSeconds(seconds) - now).TotalSeconds), calls);
            }

            foreach (var (_, seconds) in route.Tier.Windows)
                Recent(route, seconds, now).Enqueue(now);
            return null;
        }
    }

    private Queue<DateTimeOffset> Recent(Route route, int seconds, DateTimeOffset now)
    {
        var api = (route.Method + route.Template, seconds);
        if (!recent.TryGetValue(api, out var times))
            recent[api] = times = new Queue<DateTimeOffset>();
        while (times.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(seconds))
            times.Dequeue();
        return times;
    }
}
