using System.ComponentModel.DataAnnotations;

namespace CollabBot.Core;

/// <summary>The company (section <c>Team</c>).</summary>
public sealed class TeamOptions
{
    /// <summary>Shown on pages and cards.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Name { get; set; } = "示例团队";

    /// <summary>IANA zone of schedules and days.</summary>
    [Required(AllowEmptyStrings = false)]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>The hours of a working day in the team's zone.</summary>
    [Required(AllowEmptyStrings = false)]
    public string WorkingHours { get; set; } = "09:00-12:00,13:00-18:00";

    /// <summary>Language of groups and of people who chose none: zh-CN or en.</summary>
    [RegularExpression("zh-CN|en")]
    public string Locale { get; set; } = "zh-CN";

    /// <summary>True to copy actions and claimed blockers into their people's to-do lists on the platform.</summary>
    public bool ToDos { get; set; }
}
