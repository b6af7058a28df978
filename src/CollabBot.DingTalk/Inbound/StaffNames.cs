using System.Collections.Concurrent;

namespace CollabBot.DingTalk.Inbound;

/// <summary>The names of the people by staff id, as far as they spoke or the address book told them: a message lists whom it mentions by id only, beside their names in its text.</summary>
internal sealed class StaffNames
{
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Null while unknown.</summary>
    public string? Of(string staffId) => names.GetValueOrDefault(staffId);

    public void Learn(string? staffId, string? name)
    {
        if (staffId is { Length: > 0 } && !string.IsNullOrWhiteSpace(name))
            names[staffId] = name.Trim();
    }
}
