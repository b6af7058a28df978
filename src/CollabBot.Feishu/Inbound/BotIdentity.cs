namespace CollabBot.Feishu.Inbound;

/// <summary>Who we are on Feishu; unknown until <c>/bot/v3/info</c> has answered once.</summary>
internal sealed class BotIdentity
{
    private volatile string? openId;

    /// <summary>The bot's open_id, or null while unknown.</summary>
    public string? OpenId
    {
        get => openId;
        set => openId = value;
    }
}
