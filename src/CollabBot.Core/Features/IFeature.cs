using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Core.Features;

/// <summary>Only for a slice that has options or services of its own; everything else is found by scanning.</summary>
public interface IFeature
{
    /// <summary>Adds the slice's services.</summary>
    static abstract void Register(IServiceCollection services, IConfiguration configuration);
}

/// <summary>What a doctor check found: green, or one sentence with what to do.</summary>
public sealed record Finding(string Name, bool Healthy, string Sentence, string? Link = null)
{
    /// <summary>True for what is neither green nor red: nothing is known to be wrong, but nothing proves it right, or it will go wrong unless somebody acts in time.</summary>
    public bool Unproved { get; init; }
}

/// <summary>One light of <c>collabbot doctor</c>.</summary>
public interface IDoctorCheck
{
    /// <summary>Looks now; never throws for what it finds.</summary>
    Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel);
}
