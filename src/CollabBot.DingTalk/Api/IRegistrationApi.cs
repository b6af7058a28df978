using System.Text.Json.Serialization;
using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>Makes an app by the device flow. No page of the open platform describes it: these are the calls of DingTalk-Real-AI/dingtalk-openclaw-connector, <c>src/device-auth.ts</c></summary>
internal interface IRegistrationApi
{
    [Post("/app/registration/init")]
    Task<ApiResponse<string>> InitAsync([Body] RegistrationSource source, CancellationToken cancel);

    [Post("/app/registration/begin")]
    Task<ApiResponse<string>> BeginAsync([Body] RegistrationNonce nonce, CancellationToken cancel);

    [Post("/app/registration/poll")]
    Task<ApiResponse<string>> PollAsync([Body] RegistrationDevice device, CancellationToken cancel);
}

internal sealed record RegistrationSource(string Source);

internal sealed record RegistrationNonce(string Nonce);

internal sealed record RegistrationDevice([property: JsonPropertyName("device_code")] string DeviceCode);
