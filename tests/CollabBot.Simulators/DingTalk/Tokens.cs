namespace CollabBot.Simulators.DingTalk;

/// <summary>Tokens and session webhooks with their ends.</summary>
internal sealed class Tokens(DingTalkWorld world, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Chat, bool Direct, DateTimeOffset Until)> sessions = [];
    private string token = "";
    private DateTimeOffset until = DateTimeOffset.MinValue;
    private int number;

    /// <summary>The same token again while it is valid.</summary>
    public (string Token, int Seconds) Get()
    {
        lock (gate)
        {
            if (time.GetUtcNow() >= until)
            {
                token = $"simulated-token-{++number}";
                until = time.GetUtcNow() + world.TokenLife;
            }

            return (token, (int)world.TokenLife.TotalSeconds);
        }
    }

    public bool IsValid(string? given)
    {
        lock (gate)
            return given is { Length: > 0 } && given == token && time.GetUtcNow() < until;
    }

    public void Expire()
    {
        lock (gate)
            until = DateTimeOffset.MinValue;
    }

    public (string Session, DateTimeOffset Until) NewSession(string chat, bool direct)
    {
        lock (gate)
        {
            var session = $"{++number:x32}";
            sessions[session] = (chat, direct, time.GetUtcNow() + world.SessionLife);
            return (session, sessions[session].Until);
        }
    }

    public (string Chat, bool Direct)? Session(string? session)
    {
        lock (gate)
            return session is not null && sessions.TryGetValue(session, out var found) && time.GetUtcNow() < found.Until ? (found.Chat, found.Direct) : null;
    }
}
