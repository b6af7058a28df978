using System.Text.Json;
using System.Text.Json.Serialization;

namespace CollabBot.Core.Text;

/// <summary>The words of one command in one language.</summary>
public sealed record CommandText
{
    /// <summary>Everything it is called; the first is what the bot itself says.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What it does, for help.</summary>
    public string Summary { get; init; } = "";

    /// <summary>A line that works.</summary>
    public string? Example { get; init; }

    /// <summary>The title of its form; null = the summary.</summary>
    public string? Form { get; init; }

    /// <summary>What the form's button says; null = the usual word.</summary>
    public string? Submit { get; init; }

    /// <summary>Words of the parameters, by their names in camelCase.</summary>
    public IReadOnlyDictionary<string, ParameterText> Parameters { get; init; } = new Dictionary<string, ParameterText>();
}

/// <summary>The words of one parameter in one language.</summary>
public sealed record ParameterText
{
    /// <summary>Stands before the field.</summary>
    public string Label { get; init; } = "";

    /// <summary>Says what is wanted; null = nothing to say.</summary>
    public string? Hint { get; init; }

    /// <summary>Labels that introduce it in a line (<c>数据源:客服系统</c>).</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary><c>templates/&lt;Slice&gt;/text.&lt;locale&gt;.json</c>.</summary>
internal sealed record TextFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public IReadOnlyDictionary<string, string> Phrases { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, CommandText> Commands { get; init; } = new Dictionary<string, CommandText>();

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public static TextFile Parse(string json) => Read<TextFile>(json);

    /// <summary>Reads a file's JSON; throws <see cref="JsonException"/> for anything of another shape, a misspelt member included.</summary>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The file is empty");
}
