using CollabBot.Feishu.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>
/// The pages of the developer console where each switch of our app is, as the platform itself links them: the <c>helps</c> of its error answers (<c>/app/cli_…/auth?q=…</c>) and
/// larksuite/cli; the applink is https://open.feishu.cn/document/applink-protocol/supported-protocol/open-a-bot
/// </summary>
public sealed class FeishuConsole(IOptions<FeishuOptions> options)
{
    /// <summary>Credentials and basic information.</summary>
    public string Credentials => Page("baseinfo");

    /// <summary>The bot ability.</summary>
    public string Bot => Page("bot");

    /// <summary>Events and how they come.</summary>
    public string Events => Page("event?tab=event");

    /// <summary>Callbacks and how they come.</summary>
    public string Callbacks => Page("event?tab=callback");

    /// <summary>Versions, and whom they are released to.</summary>
    public string Version => Page("version");

    /// <summary>Opens the direct chat with the bot in the client.</summary>
    public string Chat => $"https://applink.{Site}/client/bot/open?appId={Uri.EscapeDataString(options.Value.AppId)}";

    /// <summary>Opens a group in the client.</summary>
    public string Group(string chatId) => FeishuMessages.Link(options.Value.BaseUrl, chatId);

    /// <summary>The members and settings of a knowledge base; needs its administrator.</summary>
    public string Wiki(string spaceId) => $"https://www.{Site}/wiki/settings/{Uri.EscapeDataString(spaceId)}";

    /// <summary>The knowledge bases one can see.</summary>
    public string Wikis => $"https://www.{Site}/wiki/";

    /// <summary>The scopes, with these already filled in.</summary>
    public string Scopes(params IEnumerable<string> names) => Page($"auth?q={Uri.EscapeDataString(string.Join(',', names))}&op_from=openapi&token_type=tenant");

    private string Site => options.Value.BaseUrl.Contains("larksuite", StringComparison.OrdinalIgnoreCase) ? "larksuite.com" : "feishu.cn";

    private string Page(string path) => $"{options.Value.BaseUrl.TrimEnd('/')}/app/{options.Value.AppId}/{path}";
}
