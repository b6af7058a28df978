using CollabBot.Core;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk;

/// <summary>How messages reach us.</summary>
public enum ReceiveMode
{
    /// <summary>Over a WebSocket that we open: works behind any firewall.</summary>
    Stream,

    /// <summary>Over signed HTTP callbacks to an address DingTalk can reach.</summary>
    Webhook,
}

/// <summary>The section <c>DingTalk</c>. Without <see cref="ClientId"/> the platform is off.</summary>
public sealed class DingTalkOptions
{
    public const string Section = "DingTalk";

    /// <summary>Client ID (AppKey) of the internal app.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Client Secret (AppSecret): signs callbacks and fetches tokens.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The robot's code; the Client ID unless a robot has one of its own.</summary>
    public string RobotCode { get; set; } = "";

    /// <summary>Where messages come from.</summary>
    public ReceiveMode Receive { get; set; } = ReceiveMode.Stream;

    /// <summary>Token of the encrypted event push.</summary>
    public string EventToken { get; set; } = "";

    /// <summary>43-character AES key of the encrypted event push.</summary>
    public string EventAesKey { get; set; } = "";

    /// <summary>
    /// Id of the operator's card template (<c>docs/dingtalk-card-template.md</c>); empty = Markdown and action cards, which cannot change.
    /// </summary>
    public string CardTemplateId { get; set; } = "";

    /// <summary>Calls per second and API; 0 = unpaced. DingTalk's standard edition allows 20.</summary>
    public double CallsPerSecond { get; set; } = 20;

    /// <summary>Messages that the organisation may receive in a month; doctor warns near it; 0 = it does not.</summary>
    public int MonthlyMessages { get; set; } = 3000;

    /// <summary>Calls of the robot's API in a month, in the same way.</summary>
    public int MonthlyCalls { get; set; } = 5000;

    /// <summary>The name that we give DingTalk when it makes an app for us.</summary>
    public string RegistrationSource { get; set; } = "collabbot";

    /// <summary>The API with paths like <c>/v1.0/robot</c>.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.dingtalk.com";

    /// <summary>The older API, home of the session webhooks.</summary>
    public string OapiBaseUrl { get; set; } = "https://oapi.dingtalk.com";

    internal bool TakesEvents => EventToken.Length > 0;

    internal bool HasCards => CardTemplateId.Length > 0;

    /// <summary>True when presses on cards come by HTTP, to an address that is registered first.</summary>
    internal bool PressesByHttp => Receive == ReceiveMode.Webhook;
}

/// <summary>Blanks around pasted credentials are the first reason for 401: they are cut off.</summary>
internal sealed class TidyDingTalkOptions : IPostConfigureOptions<DingTalkOptions>
{
    public void PostConfigure(string? name, DingTalkOptions options)
    {
        options.ClientId = options.ClientId.Trim();
        options.ClientSecret = options.ClientSecret.Trim();
        options.RobotCode = options.RobotCode.Trim() is { Length: > 0 } code ? code : options.ClientId;
        options.EventToken = options.EventToken.Trim();
        options.EventAesKey = options.EventAesKey.Trim();
        options.CardTemplateId = options.CardTemplateId.Trim();
        options.ApiBaseUrl = options.ApiBaseUrl.Trim().TrimEnd('/');
        options.OapiBaseUrl = options.OapiBaseUrl.Trim().TrimEnd('/');
    }
}

/// <summary>Each problem is one sentence: the key, what is wrong with it, and an example.</summary>
internal sealed class CheckDingTalkOptions(IOptions<WebOptions> web) : IValidateOptions<DingTalkOptions>
{
    public ValidateOptionsResult Validate(string? name, DingTalkOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(DingTalkOptions options)
    {
        if (options.ClientId.Length == 0 && options.ClientSecret.Length > 0)
            yield return "DingTalk:ClientId is empty although DingTalk:ClientSecret is set; take the Client ID from the app's credentials page, for example dingabcdefghijklmnop.";
        if (options.ClientId.Length > 0 && options.ClientSecret.Length == 0)
            yield return "DingTalk:ClientSecret is empty although DingTalk:ClientId is set; give the app's Client Secret, for example by the environment variable DingTalk__ClientSecret.";
        if (!Enum.IsDefined(options.Receive))
            yield return "DingTalk:Receive is neither Stream nor Webhook; for example Stream.";
        if ((options.EventToken.Length > 0) != (options.EventAesKey.Length > 0))
            yield return "DingTalk:EventToken and DingTalk:EventAesKey belong together, but only one is set; copy both from the event subscription page, for example EventToken a1b2c3d4 and a 43-character EventAesKey.";
        if (options.EventAesKey.Length > 0 && !Inbound.EventCipher.IsKey(options.EventAesKey))
            yield return "DingTalk:EventAesKey is not 43 letters and digits; press \"generate\" on the event subscription page, for example 1234567890abcdefghijklmnopqrstuvwxyzABCDEFG.";
        if (options.HasCards && !options.CardTemplateId.EndsWith(".schema", StringComparison.Ordinal))
            yield return "DingTalk:CardTemplateId is not the id of a card template; copy it from the list of the card builder, for example 11111111-2222-3333-4444-555555555555.schema.";
        if (options is { HasCards: true, PressesByHttp: true } && web.Value.PublicUrl.Length == 0)
            yield return "Web:PublicUrl is empty although DingTalk:CardTemplateId is set and DingTalk:Receive is Webhook: presses on cards could not come in; give the public address, for example https://bot.example.com, or set DingTalk:Receive to Stream.";
        if (!(options.CallsPerSecond is >= 0 and <= 1000))
            yield return "DingTalk:CallsPerSecond is not between 0 and 1000; for example 20, or 0 for no pacing.";
        foreach (var (key, most) in new[] { (nameof(options.MonthlyMessages), options.MonthlyMessages), (nameof(options.MonthlyCalls), options.MonthlyCalls) })
            if (most < 0)
                yield return $"DingTalk:{key} is below 0; give what your edition includes, for example 5000, or 0 for no warning.";
        foreach (var (key, url) in new[] { (nameof(options.ApiBaseUrl), options.ApiBaseUrl), (nameof(options.OapiBaseUrl), options.OapiBaseUrl) })
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || (parsed.Scheme != Uri.UriSchemeHttps && parsed.Scheme != Uri.UriSchemeHttp))
                yield return $"DingTalk:{key} is not an http or https address; for example {(key == nameof(options.ApiBaseUrl) ? "https://api.dingtalk.com" : "https://oapi.dingtalk.com")}.";
    }
}
