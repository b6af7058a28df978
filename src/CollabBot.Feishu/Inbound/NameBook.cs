using System.Collections.Concurrent;

namespace CollabBot.Feishu.Inbound;

/// <summary>The names of the people we share a group with; events carry only ids.</summary>
internal sealed class NameBook
{
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Null while unknown.</summary>
    public string? Of(string openId) => names.GetValueOrDefault(openId);

    public void Learn(string openId, string name) => names[openId] = name;
}
