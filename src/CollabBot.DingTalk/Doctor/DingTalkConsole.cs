using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>
/// The pages of the developer console that have an address of their own. Single switches of an app have none: they are found in its menu, which the sentences name. The address of a permission
/// is the one that DingTalk's own answer to a call without it gives (code 60011).
/// </summary>
public sealed class DingTalkConsole(IOptions<DingTalkOptions> options)
{
    private const string Site = "https://open-dev.dingtalk.com";

    /// <summary>Makes a new app.</summary>
    public const string NewApp = Site + "/fe/app?opType=create";

    /// <summary>The list of the company's apps; the menu of one has the robot, the versions and all else.</summary>
    public const string Apps = Site + "/fe/app?hash=%23%2Fcorp%2Fapp#/corp/app";

    /// <summary>The card builder.</summary>
    public const string Cards = Site + "/fe/card";

    /// <summary>Asks for one permission, already chosen.</summary>
    public string Scope(string name) => $"{Site}/appscope/apply?content={Uri.EscapeDataString($"{options.Value.ClientId}#{name}")}";
}
