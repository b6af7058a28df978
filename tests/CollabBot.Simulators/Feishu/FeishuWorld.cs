using System.Collections.Concurrent;

namespace CollabBot.Simulators.Feishu;

/// <summary>What the simulated platform is set up with; the defaults are a working app.</summary>
public sealed record FeishuWorld
{
    public string AppId { get; init; } = "cli_a1b2c3d4e5f60718";

    public string AppSecret { get; init; } = "simulated-app-secret";

    public string EncryptKey { get; init; } = "simulated-encrypt-key";

    public string VerificationToken { get; init; } = "simulated-verification-token";

    public string BotOpenId { get; init; } = "ou_b0700000000000000000000000000000";

    public string TenantKey { get; init; } = "tenantkey0000001";

    /// <summary>2 = switched on and published.</summary>
    public int BotStatus { get; init; } = 2;

    /// <summary>A token's whole life.</summary>
    public int TokenSeconds { get; init; } = 7200;

    /// <summary>Messages to one chat in one second; 0 = unlimited.</summary>
    public int MessagesPerSecondPerChat { get; set; }

    /// <summary>True: each API is held to its documented number of calls.</summary>
    public bool LimitsCalls { get; set; }

    /// <summary>HTTP status of a refused token: the real one is seen with 400 and with 200.</summary>
    public int StaleTokenStatus { get; init; } = 400;

    /// <summary>Chats the bot was removed from.</summary>
    public ConcurrentDictionary<string, bool> LeftChats { get; } = new();

    /// <summary>True: only <see cref="KnownChats"/> and direct chats can be written to.</summary>
    public bool KnownChatsOnly { get; set; }

    /// <summary>Groups the bot is in, where only these count.</summary>
    public ConcurrentDictionary<string, bool> KnownChats { get; } = new();

    /// <summary>Chats where the bot may not speak, with the code that says so: 230018 by the group's settings, 230035 muted or blocked.</summary>
    public ConcurrentDictionary<string, int> MutedChats { get; } = new();

    /// <summary>Groups where only their owner may call everybody.</summary>
    public ConcurrentDictionary<string, bool> QuietChats { get; } = new();

    /// <summary>Groups whose owner or administrator the bot is.</summary>
    public ConcurrentDictionary<string, bool> RunChats { get; } = new();

    /// <summary>People of another company.</summary>
    public ConcurrentDictionary<string, bool> ForeignUsers { get; } = new();

    /// <summary>Open ids that another app was given.</summary>
    public ConcurrentDictionary<string, bool> ForeignIds { get; } = new();

    /// <summary>How long a text may be edited; the company's administrator sets it.</summary>
    public TimeSpan EditHolds { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a message may be taken back; the company's administrator sets it.</summary>
    public TimeSpan RecallHolds { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Open ids that a card may not mention: of somebody who left, or of another app.</summary>
    public ConcurrentDictionary<string, bool> UnknownUsers { get; } = new();

    /// <summary>Component tags that this tenant's Feishu does not take.</summary>
    public ConcurrentDictionary<string, bool> RefusedTags { get; } = new();

    /// <summary>True when the tenant's rules let no mobile number out.</summary>
    public bool StopsLeaks { get; init; }

    /// <summary>Users outside the app's availability.</summary>
    public ConcurrentDictionary<string, bool> UnavailableUsers { get; } = new();

    /// <summary>Direct chats, and whose they are.</summary>
    public ConcurrentDictionary<string, string> DirectChats { get; } = new();

    /// <summary>Scopes the app was not granted: calls that need one are refused by its name, fields that need one are left out.</summary>
    public ConcurrentDictionary<string, bool> Withheld { get; } = new();

    /// <summary>True: the app has contact:user.employee_id:readonly, and events tell the company's own ids.</summary>
    public bool ShowsUserIds { get; set; }

    /// <summary>Where events are posted while no long connection is open; null = nowhere.</summary>
    public Uri? Webhook { get; set; }
}
