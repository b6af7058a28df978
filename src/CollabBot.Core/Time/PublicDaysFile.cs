using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Time;

/// <summary>
/// The published days: those built in, or those of a file that an operator put beside the data when a new notice came out before a new version did. A broken file is left aside and said so.
/// </summary>
public sealed class PublicDaysFile(string path, ILogger<PublicDaysFile> logger)
{
    /// <summary>The days as they stand now.</summary>
    public PublishedDays Read()
    {
        if (File.Exists(path))
        {
            try
            {
                using var file = File.OpenRead(path);
                return PublishedDays.Read(file, "CN");
            }
            catch (Exception exception) when (exception is JsonException or FormatException or IOException or InvalidOperationException or KeyNotFoundException)
            {
                logger.LogError(exception, "The calendar file {Path} cannot be read; the built-in days are used", path);
            }
        }

        return (PublishedDays)WorkCalendar.China().Public;
    }
}
