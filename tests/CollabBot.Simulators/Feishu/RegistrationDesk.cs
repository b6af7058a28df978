using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CollabBot.Simulators.Feishu;

/// <summary>
/// Makes an app by the device flow, as larksuite/node-sdk's scene/registration uses it: form posts with <c>action=begin</c> and <c>action=poll</c>; what is not decided yet is refused with
/// HTTP 400 and an OAuth error (RFC 8628), flat, without a code.
/// </summary>
public sealed class RegistrationDesk(FeishuWorld world, TimeProvider time)
{
    /// <summary>Where it answers, on the accounts domain.</summary>
    public const string Path = "/oauth/v1/app/registration";
    private readonly Lock gate = new();
    private string? device;
    private string? error = "authorization_pending";
    private string brand = "feishu";
    private DateTimeOffset polledAt;

    /// <summary>Seconds a client must leave between two polls.</summary>
    public int Interval { get; set; } = 5;

    /// <summary>Seconds until the code is worthless.</summary>
    public int Expires { get; set; } = 600;

    /// <summary>How often it was polled.</summary>
    public int Polls { get; private set; }

    /// <summary>The person who scanned.</summary>
    public string Owner { get; set; } = "ou_0c0e0000000000000000000000000000";

    /// <summary>Somebody scans and creates the app.</summary>
    public void Approve(string tenantBrand = "feishu") => (error, brand) = (null, tenantBrand);

    /// <summary>Somebody scans and says no, or may not create apps.</summary>
    public void Deny() => error = "access_denied";

    internal FeishuReply Answer(byte[] body)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        lock (gate)
        {
            return form.TryGetValue("action", out var action) ? action.ToString() switch
            {
                "begin" when form.TryGetValue("archetype", out var archetype) && archetype == "PersonalAgent" && form.TryGetValue("auth_method", out var method) && method == "client_secret" => Begin(),
                "poll" when form.TryGetValue("device_code", out var code) && code == device => Poll(),
                _ => Refuse("invalid_request"),
            } : Refuse("invalid_request");
        }
    }

    private FeishuReply Begin()
    {
        (device, error, polledAt) = ("device-0001", "authorization_pending", default);
        return new FeishuReply(200, new JsonObject
        {
            ["device_code"] = device,
            ["user_code"] = "CBOT-2026",
            ["verification_uri"] = "https://open.feishu.cn/page/launcher",
            ["verification_uri_complete"] = "https://open.feishu.cn/page/launcher?user_code=CBOT-2026",
            ["interval"] = Interval,
            ["expires_in"] = Expires,
        });
    }

    private FeishuReply Poll()
    {
        Polls++;
        var now = time.GetUtcNow();
        var early = now - polledAt < TimeSpan.FromSeconds(Interval) - TimeSpan.FromMilliseconds(200);
        polledAt = now;
        if (early && error == "authorization_pending")
            return Refuse("slow_down");
        return error is not null ? Refuse(error) : new FeishuReply(200, new JsonObject
        {
            ["client_id"] = world.AppId,
            ["client_secret"] = world.AppSecret,
            ["user_info"] = new JsonObject { ["open_id"] = Owner, ["tenant_brand"] = brand },
        });
    }

    private static FeishuReply Refuse(string error) => new(400, new JsonObject { ["error"] = error, ["error_description"] = error });
}
