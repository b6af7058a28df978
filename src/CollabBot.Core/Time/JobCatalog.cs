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

    /// <summary>Scans; a job without a schedule is a programming error.</summary>
    public JobCatalog(FeatureAssemblies assemblies)
    {
        byName = assemblies.Classes.Where(t => typeof(IJob).IsAssignableFrom(t))
            .Select(t => new JobInfo(NameOf(t), t, t.GetCustomAttribute<ScheduleAttribute>() ?? throw new InvalidOperationException($"{t.FullName} is a job without [Schedule]")))
            .ToDictionary(j => j.Name, StringComparer.Ordinal);
    }

    /// <summary>All jobs, by name.</summary>
    public IReadOnlyCollection<JobInfo> All => [.. byName.Values.OrderBy(j => j.Name, StringComparer.Ordinal)];

    /// <summary>The job, or null.</summary>
    public JobInfo? Find(string name) => byName.GetValueOrDefault(name);

    private static string NameOf(Type type)
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
