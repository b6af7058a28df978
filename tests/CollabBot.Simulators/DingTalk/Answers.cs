using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>An answer in the words of one of the two APIs.</summary>
internal sealed record Answer(int Status, string Body, string? RetryAfter = null)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Answer Ok(object body) => new(200, JsonSerializer.Serialize(body, Form));

    /// <summary>The new API: an HTTP error with a code of words.</summary>
    public static Answer New(int status, string code, string message, params string[] requiredScopes)
    {
        var body = new Dictionary<string, object> { ["code"] = code, ["requestid"] = "8A1B2C3D-0000-7000-9000-ABCDEF012345", ["message"] = message };
        if (requiredScopes.Length > 0)
            body["accessdenieddetail"] = new { requiredScopes };
        return new Answer(status, JsonSerializer.Serialize(body, Form));
    }

    /// <summary>The old API: always 200, the number tells.</summary>
    public static Answer Old(int code, string message) => Ok(new { errcode = code, errmsg = message });

    public async Task WriteAsync(HttpResponse response, CancellationToken cancel)
    {
        response.StatusCode = Status;
        response.ContentType = "application/json;charset=utf-8";
        response.Headers["x-acs-request-id"] = "8A1B2C3D-0000-7000-9000-ABCDEF012345";
        if (RetryAfter is not null)
            response.Headers.RetryAfter = RetryAfter;
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(Body), cancel);
    }
}
