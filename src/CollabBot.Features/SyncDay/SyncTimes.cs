using System.Globalization;

namespace CollabBot.Features.SyncDay;

/// <summary>When the meeting begins and when its minutes go out by themselves: the schedules, and what cards say about them.</summary>
internal static class SyncTimes
{
    /// <summary>The beginning.</summary>
    public const string StartCron = "0 10 * * MON";

    /// <summary>Minutes that nobody published.</summary>
    public const string PublishCron = "7 17 * * *";

    /// <summary>10:00.</summary>
    public static TimeOnly Start { get; } = TimeOf(StartCron);

    /// <summary>17:07.</summary>
    public static TimeOnly Publish { get; } = TimeOf(PublishCron);

    private static TimeOnly TimeOf(string cron) => cron.Split(' ') is [var minute, var hour, ..]
        ? new TimeOnly(int.Parse(hour, CultureInfo.InvariantCulture), int.Parse(minute, CultureInfo.InvariantCulture))
        : throw new FormatException(cron);
}
