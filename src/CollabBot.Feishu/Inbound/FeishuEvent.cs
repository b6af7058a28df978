using System.Text.Json;

namespace CollabBot.Feishu.Inbound;

/// <summary>A genuine event, taken out of its envelope. <paramref name="Tenant"/> is the company whose app received it.</summary>
internal sealed record FeishuEvent(string Type, string? Id, JsonElement Body, string? Tenant, DateTimeOffset At);
