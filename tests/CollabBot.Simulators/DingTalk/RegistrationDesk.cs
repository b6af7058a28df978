using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>
/// Makes an app by the device flow, as dingtalk-openclaw-connector's device-auth uses it: a nonce, a code that is good for two hours, and a status that is asked for until somebody decided.
/// </summary>
public sealed class RegistrationDesk(DingTalkWorld world)
{
    private readonly Lock gate = new();
    private string? nonce, device;
    private string status = "WAITING";

    /// <summary>Seconds a client should leave between two polls.</summary>
    public int Interval { get; set; } = 2;

    public int Expires { get; set; } = 7200;

    /// <summary>Which program asked, by its own word.</summary>
    public string? Source { get; private set; }

    public int Polls { get; private set; }

    /// <summary>Somebody scans and has the app made.</summary>
    public void Approve() => status = "SUCCESS";

    /// <summary>Somebody scans and says no, or may not make apps.</summary>
    public void Deny() => status = "FAIL";

    /// <summary>Nobody scanned in time.</summary>
    public void Expire() => status = "EXPIRED";

    /// <summary>Null for a path that is none of its own.</summary>
    internal Answer? Answer(Call call)
    {
        if (call.Method != "POST" || !call.Path.StartsWith("/app/registration/", StringComparison.Ordinal))
            return null;
        using var body = call.Json();
        string? Part(string name) => body?.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        lock (gate)
            return call.Path["/app/registration/".Length..] switch
            {
                "init" when call.IsJson && Part("source") is { Length: > 0 } source => Init(source),
                "begin" when call.IsJson && Part("nonce") is { } given && given == nonce => Begin(),
                "poll" when call.IsJson && Part("device_code") is { } given && given == device => Poll(),
                _ => DingTalk.Answer.Old(40035, "不合法的参数"),
            };
    }

    private Answer Init(string source)
    {
        (Source, nonce) = (source, "nonce-0001");
        return DingTalk.Answer.Ok(new { errcode = 0, errmsg = "ok", nonce, expires_in = 300 });
    }

    private Answer Begin()
    {
        // A nonce is good for one code
        (nonce, device, status) = (null, "device-0001", "WAITING");
        const string page = "https://open-dev.dingtalk.com/openapp/registration/openClaw";
        return DingTalk.Answer.Ok(new
        {
            errcode = 0,
            errmsg = "ok",
            device_code = device,
            user_code = "CBOT-2026",
            verification_uri = page,
            verification_uri_complete = page + "?user_code=CBOT-2026",
            expires_in = Expires,
            interval = Interval,
        });
    }

    private Answer Poll()
    {
        Polls++;
        return status switch
        {
            "SUCCESS" => DingTalk.Answer.Ok(new { errcode = 0, errmsg = "ok", status, client_id = world.ClientId, client_secret = world.ClientSecret }),
            "FAIL" => DingTalk.Answer.Ok(new { errcode = 0, errmsg = "ok", status, fail_reason = "user denied" }),
            _ => DingTalk.Answer.Ok(new { errcode = 0, errmsg = "ok", status }),
        };
    }
}
