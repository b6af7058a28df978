using System.Diagnostics;

namespace CollabBot.Benchmarks;

/// <summary>How long the disk takes for a page that must be durable, a few times a second: no store can acknowledge faster.</summary>
internal static class DiskYardstick
{
    public static async Task<IReadOnlyList<TimeSpan>> MeasureAsync(TimeProvider time, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("collabbot-yardstick");
        var times = new List<TimeSpan>();
        var page = new byte[8192];
        try
        {
            await using var file = File.Create(Path.Combine(folder.FullName, "page"));
            while (!cancel.IsCancellationRequested)
            {
                await file.WriteAsync(page, CancellationToken.None);
                var since = Stopwatch.GetTimestamp();
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(since));
                await Task.Delay(TimeSpan.FromMilliseconds(100), time, CancellationToken.None);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return times;
    }
}
