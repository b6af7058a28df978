using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CollabBot.Core.Storage;

/// <summary>The one JSON form of documents and envelopes: camelCase, enums as words, instants as fixed-width UTC so that text order is time order.</summary>
public static class DocumentJson
{
    /// <summary>Options shared by every store, export and hash; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AllowAbsentNulls } },
        };
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    // nulls are not written, so what may be null may be absent
    private static void AllowAbsentNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.IsRequired && (property.IsSetNullable || property.AssociatedParameter is { IsNullable: true }))
                property.IsRequired = false;
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture));
    }
}
