using CollabBot.Core.Platforms;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>Puts something around one of the platforms of a service.</summary>
internal static class Wrapping
{
    public static void WrapPlatform(this IServiceCollection services, string name, Func<IPlatform, IPlatform> wrap)
    {
        foreach (var platform in services.Where(s => s.ServiceType == typeof(IPlatform)).ToList())
        {
            services.Remove(platform);
            services.AddSingleton(s =>
            {
                var inner = (IPlatform)(platform.ImplementationFactory?.Invoke(s) ?? ActivatorUtilities.CreateInstance(s, platform.ImplementationType!));
                return inner.Name == name ? wrap(inner) : inner;
            });
        }
    }
}
