using CollabBot.Core.Text;

namespace CollabBot.Core.Connect;

/// <summary>The words of connecting one platform: its own where it has some, else those of all.</summary>
public static class ConnectWords
{
    /// <summary>The phrase for the key.</summary>
    public static string Say(this Phrasebook phrases, IConnectWay way, string locale, string key, params (string Name, object? Value)[] values)
    {
        var own = $"connect.{way.Platform}.{key}";
        return phrases.Say(phrases.Has(own) ? own : $"connect.{key}", locale, values);
    }
}
