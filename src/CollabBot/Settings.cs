using CollabBot.Core;
using CollabBot.Core.Time;
using Microsoft.Extensions.Options;

namespace CollabBot;

/// <summary>Where state is kept (section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>LiteDb, or Postgres for several nodes.</summary>
    public string Provider { get; set; } = "LiteDb";

    /// <summary>LiteDB file, folder wiki, lock file, logs; relative to the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Npgsql connection string.</summary>
    public string Postgres { get; set; } = "";
}

/// <summary>Where the knowledge base lives (section <c>Wiki</c>).</summary>
public sealed class WikiOptions
{
    /// <summary>Folder, Feishu, DingTalk or None.</summary>
    public string Target { get; set; } = "Folder";

    /// <summary>The Feishu wiki.</summary>
    public FeishuWikiOptions Feishu { get; set; } = new();

    /// <summary>The DingTalk knowledge base.</summary>
    public DingTalkWikiOptions DingTalk { get; set; } = new();
}

/// <summary>Section <c>Wiki:Feishu</c>.</summary>
public sealed class FeishuWikiOptions
{
    /// <summary>The space.</summary>
    public string SpaceId { get; set; } = "";

    /// <summary>The node below which the page tree grows.</summary>
    public string ParentNode { get; set; } = "";
}

/// <summary>Section <c>Wiki:DingTalk</c>.</summary>
public sealed class DingTalkWikiOptions
{
    /// <summary>The knowledge base.</summary>
    public string WorkspaceId { get; set; } = "";

    /// <summary>The unionId that calls are made as.</summary>
    public string OperatorId { get; set; } = "";

    /// <summary>The node below which the page tree grows.</summary>
    public string ParentNode { get; set; } = "";
}

/// <summary>The local chat (section <c>Playground</c>).</summary>
public sealed class PlaygroundOptions
{
    /// <summary>Null = on when no platform is configured.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Lets other machines in, for a container whose port is published to the host's loopback only: whoever reaches the page can be everybody.</summary>
    public bool AllowRemote { get; set; }
}

/// <summary>Says in one sentence each what is wrong with the settings the executable owns: the key, the problem, an example.</summary>
public sealed class SettingsValidator : IValidateOptions<TeamOptions>, IValidateOptions<StorageOptions>, IValidateOptions<WikiOptions>, IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            return ValidateOptionsResult.Fail("Team:Name is empty; give the company's name, for example 示例团队.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            return ValidateOptionsResult.Fail($"Team:TimeZone '{options.TimeZone}' is not a time zone of this machine; use an IANA name, for example Asia/Shanghai (the package tzdata must be installed).");
        if (WorkingHours.Parse(options.WorkingHours) is null)
            return ValidateOptionsResult.Fail($"Team:WorkingHours '{options.WorkingHours}' are not hours in order; use for example 09:00-12:00,13:00-18:00.");
        return options.Locale is "zh-CN" or "en"
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Team:Locale '{options.Locale}' is not a language the bot speaks; use zh-CN or en.");
    }

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (options.Provider == "Postgres")
            return ValidateOptionsResult.Fail("Storage:Provider 'Postgres' is not part of this version yet; use LiteDb.");
        if (options.Provider != "LiteDb")
            return ValidateOptionsResult.Fail($"Storage:Provider '{options.Provider}' is unknown; use LiteDb.");
        return string.IsNullOrWhiteSpace(options.DataDirectory)
            ? ValidateOptionsResult.Fail("Storage:DataDirectory is empty; name a folder the service may write to, for example data.")
            : ValidateOptionsResult.Success;
    }

    public ValidateOptionsResult Validate(string? name, WebOptions options) =>
        options.PublicUrl.Length == 0 || (Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url is { Query: "", Fragment: "" })
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Web:PublicUrl '{options.PublicUrl}' is not an address that a phone can open; use for example https://bot.example.com, or leave it empty.");

    public ValidateOptionsResult Validate(string? name, WikiOptions options) => options.Target switch
    {
        "Folder" or "None" => ValidateOptionsResult.Success,
        "Feishu" or "DingTalk" => ValidateOptionsResult.Fail($"Wiki:Target '{options.Target}' is not part of this version yet; use Folder (Markdown files in the data directory) or None."),
        _ => ValidateOptionsResult.Fail($"Wiki:Target '{options.Target}' is unknown; use Folder or None."),
    };
}
