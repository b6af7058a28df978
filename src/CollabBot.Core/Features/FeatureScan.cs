using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using CollabBot.Core.Wiki;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Core.Features;

/// <summary>The assemblies that hold slices, for everything that is found by scanning.</summary>
public sealed record FeatureAssemblies(IReadOnlyList<Assembly> Items)
{
    /// <summary>Every concrete class in them.</summary>
    public IEnumerable<Type> Classes => Items.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false });
}

/// <summary>Finds handlers, reactions, jobs, pages, doctor checks and features; there is no registration list.</summary>
public static class FeatureScan
{
    private static readonly Type[] Plain = [typeof(IPageSource), typeof(IDoctorCheck), typeof(ITurnWatch)];

    /// <summary>Registers everything the assemblies contribute.</summary>
    public static IServiceCollection AddFeatures(this IServiceCollection services, IConfiguration configuration, params Assembly[] assemblies)
    {
        var scanned = new FeatureAssemblies(assemblies);
        services.AddSingleton(scanned);
        foreach (var type in scanned.Classes)
        {
            foreach (var contract in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                if (contract.GetGenericTypeDefinition() == typeof(IHandler<>))
                    services.AddTransient(type);
                if (contract.GetGenericTypeDefinition() == typeof(IReaction<>))
                    services.AddTransient(contract, type);
            }

            foreach (var contract in type.GetInterfaces().Where(i => Plain.Contains(i)))
                services.AddSingleton(contract, type);
            if (typeof(IJob).IsAssignableFrom(type))
                services.AddTransient(type);
            if (typeof(IFeature).IsAssignableFrom(type))
                type.GetMethod(nameof(IFeature.Register), BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [services, configuration]);
        }

        return services;
    }
}
