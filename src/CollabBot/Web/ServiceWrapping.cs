namespace CollabBot.Web;

/// <summary>Puts a wrapper around a service that was registered before.</summary>
internal static class ServiceWrapping
{
    /// <summary>Replaces the last registration of <typeparamref name="T"/> by a singleton around it; nothing when there is none.</summary>
    public static void Wrap<T>(this IServiceCollection services, Func<T, IServiceProvider, T> wrap) where T : class
    {
        if (services.LastOrDefault(s => s.ServiceType == typeof(T)) is not { } inner)
            return;
        services.Remove(inner);
        services.AddSingleton(provider => wrap(
            (T)(inner.ImplementationInstance
                ?? inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)),
            provider));
    }
}
