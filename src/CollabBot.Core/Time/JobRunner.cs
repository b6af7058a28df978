using CollabBot.Core.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Core.Time;

/// <summary>Runs the job an occurrence names.</summary>
public sealed class JobRunner(JobCatalog catalog, IServiceProvider services)
{
    /// <summary>Stages what the job does; a job that no longer exists does nothing.</summary>
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (catalog.TypeOf(occurrence.Job) is { } type)
            await ((IJob)services.GetRequiredService(type)).RunAsync(occurrence, turn, cancel);
    }
}
