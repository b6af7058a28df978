using System.Reflection;
using System.Text;
using CollabBot.Core.Features;

namespace CollabBot.Core.Time;

/// <summary>A scheduled job: its name, its class and when it runs.</summary>
public sealed record JobInfo(string Name, Type Type, ScheduleAttribute Schedule);

/// <summary>Every job of the scanned assemblies. A job's name is its class name in kebab case (<c>publish-minutes</c>) and part of its identity for ever.</summary>
public sealed class JobCatalog
{
    private readonly Dictionary<string, JobInfo> byName;
    private readonly Dictionary<string, Type> byMoments;

    /// <summary>Scans; a job without a schedule that names no moments is a programming error.</summary>
    public JobCatalog(FeatureAssemblies assemblies)
    {
        byMoments = assemblies.Classes.Where(t => typeof(IMomentJob).IsAssignableFrom(t)).ToDictionary(NameOf, StringComparer.Ordinal);
        byName = assemblies.Classes.Where(t => typeof(IJob).IsAssignableFrom(t) && !byMoments.ContainsValue(t))
            .Select(t => new JobInfo(NameOf(t), t, t.GetCustomAttribute<ScheduleAttribute>() ?? throw new InvalidOperationException($"{t.FullName} is a job without [Schedule]")))
            .ToDictionary(j => j.Name, StringComparer.Ordinal);
    }

    /// <summary>All jobs with a schedule, by name.</summary>
    public IReadOnlyCollection<JobInfo> All => [.. byName.Values.OrderBy(j => j.Name, StringComparer.Ordinal)];

    /// <summary>The class of the job of this name, scheduled or not; null when there is none.</summary>
    public Type? TypeOf(string name) => byName.GetValueOrDefault(name)?.Type ?? byMoments.GetValueOrDefault(name);

    /// <summary>The name of a job's class.</summary>
    public static string NameOf(Type type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.Name)
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
