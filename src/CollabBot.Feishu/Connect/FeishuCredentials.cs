namespace CollabBot.Feishu.Connect;

/// <summary>An app's id and secret and the platform they are for. Prints itself without the secret.</summary>
public sealed record FeishuCredentials(string AppId, string AppSecret, string BaseUrl)
{
    /// <summary>Feishu's address.</summary>
    public const string FeishuUrl = "https://open.feishu.cn";

    /// <summary>Lark's address.</summary>
    public const string LarkUrl = "https://open.larksuite.com";

    public override string ToString() => $"{AppId} at {BaseUrl}";
}
