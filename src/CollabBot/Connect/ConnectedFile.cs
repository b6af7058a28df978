using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace CollabBot.Connect;

/// <summary>
/// What the connect page and <c>collabbot connect</c> learned, as settings in <c>connected.json</c> of the data directory, readable by its owner alone. It counts more than appsettings.json and
/// less than the environment and the command line.
/// </summary>
internal sealed class ConnectedFile(string directory)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(directory, "connected.json");

    /// <summary>The file of the data directory that these settings name.</summary>
    public static ConnectedFile Of(IConfiguration configuration) => new((configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions()).DataDirectory);

    /// <summary>True when the app in force was connected by us, or none is in force; false when an operator set it elsewhere, where it cannot be changed from here.</summary>
    public static bool Rules(IConfiguration configuration, string idSetting) =>
        configuration[idSetting] is not { Length: > 0 } inForce || Of(configuration).Read().GetValueOrDefault(idSetting) == inForce;

    /// <summary>Puts the settings behind the JSON files and before everything else.</summary>
    public static void AddTo(IList<IConfigurationSource> sources, IConfiguration soFar)
    {
        var at = sources.Select((s, i) => s is JsonConfigurationSource ? i + 1 : 0).DefaultIfEmpty(0).Max();
        sources.Insert(at, new MemoryConfigurationSource { InitialData = Of(soFar).Read()! });
    }

    /// <summary>The settings in it; none when it is not there.</summary>
    public Dictionary<string, string> Read()
    {
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Path)) ?? [] : [];
        }
        catch (JsonException)
        {
            throw new OptionsValidationException("Connect", typeof(ConnectedFile), [$"{Path} is not the file that collabbot connect wrote; delete it and connect again."]);
        }
    }

    /// <summary>Keeps an app in the place of the platform's one before; the file is whole or as before, whenever the power goes.</summary>
    public void Write(string section, IReadOnlyDictionary<string, string> app)
    {
        System.IO.Directory.CreateDirectory(directory);
        var settings = Read().Where(s => !IsOf(section, s.Key)).Concat(app).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        var fresh = Path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(stream, settings, Layout);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, Path, overwrite: true);
    }

    // What is kept beside the section itself is named after it
    private static bool IsOf(string section, string key) => key.StartsWith(section + ":", StringComparison.Ordinal) || key.StartsWith("Connect:" + section, StringComparison.Ordinal);
}
