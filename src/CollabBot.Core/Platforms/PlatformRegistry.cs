namespace CollabBot.Core.Platforms;

/// <summary>The platforms that are switched on, by name.</summary>
public sealed class PlatformRegistry(IEnumerable<IPlatform> platforms)
{
    private readonly Dictionary<string, IPlatform> byName = platforms.ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IPlatform> All => byName.Values;

    /// <summary>The platform, or null when it is not switched on.</summary>
    public IPlatform? Find(string name) => byName.GetValueOrDefault(name);
}
