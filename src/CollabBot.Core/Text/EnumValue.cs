using System.Text.Json;

namespace CollabBot.Core.Text;

/// <summary>An enum value in a template: prints its word, and compares with its camelCase name (<c>state == 'inReview'</c>).</summary>
internal sealed record EnumValue(Enum Value)
{
    /// <summary>Scriban compares by this.</summary>
    public override string ToString() => JsonNamingPolicy.CamelCase.ConvertName(Value.ToString());
}
