namespace CollabBot.Feishu;

/// <summary>How events reach us.</summary>
public enum FeishuReceive
{
    /// <summary>We open a WebSocket to Feishu; no public address is needed.</summary>
    LongConnection,

    /// <summary>Feishu posts to our public address.</summary>
    Webhook,
}

/// <summary>The settings below <c>Feishu</c>. An empty <see cref="AppId"/> means the platform is off.</summary>
public sealed class FeishuOptions
{
    public const string Section = "Feishu";

    /// <summary>The app's id from the developer console.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The app's secret.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Where events come from.</summary>
    public FeishuReceive Receive { get; set; } = FeishuReceive.LongConnection;

    /// <summary>Encrypts and signs webhook events.</summary>
    public string EncryptKey { get; set; } = "";

    /// <summary>Stands in every webhook event.</summary>
    public string VerificationToken { get; set; } = "";

    /// <summary>The REST address; Lark's is https://open.larksuite.com.</summary>
    public string BaseUrl { get; set; } = "https://open.feishu.cn";

    /// <summary>At most so many calls in any second; 0 = no pacing.</summary>
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>At most so many messages to one chat in any second; 0 = no pacing.</summary>
    public int MessagesPerSecondPerChat { get; set; } = 5;

    /// <summary>The emoji_type that, put on a message, gives its finder a blocker draft with the message's words; empty = none does.</summary>
    public string BlockerEmoji { get; set; } = "Alarm";
}
