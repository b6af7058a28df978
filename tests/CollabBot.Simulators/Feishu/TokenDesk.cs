using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>Hands out tenant tokens as Feishu does: the same one until 30 minutes before its end, then a new one while the old one still works.</summary>
public sealed class TokenDesk(FeishuWorld world, TimeProvider time)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(30);
    private readonly Lock gate = new();
    private readonly List<(string Token, DateTimeOffset Until)> issued = [];
    private int number;

    /// <summary>How often a token was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Makes every token handed out so far worthless.</summary>
    public void RevokeAll()
    {
        lock (gate)
            issued.Clear();
    }

    /// <summary>The app's own token; for an app made by the company itself it is the tenant's.</summary>
    internal FeishuReply IssueForApp(JsonObject body)
    {
        var reply = Issue(body);
        if (reply.Code == 0)
            reply.Body["app_access_token"] = reply.Body["tenant_access_token"]!.DeepClone();
        return reply;
    }

    internal FeishuReply Issue(JsonObject body)
    {
        lock (gate)
        {
            Asked++;
            if (CardLint.Word(body, "app_id") is not { Length: > 0 } app || CardLint.Word(body, "app_secret") is not { Length: > 0 } secret)
                return FeishuReply.Fail(10003, "invalid param");
            if (app != world.AppId)
                return FeishuReply.Fail(10014, "app not found or disabled");
            if (secret != world.AppSecret)
                return FeishuReply.Fail(10015, "app secret invalid");

            var now = time.GetUtcNow();
            var newest = issued.Count > 0 ? issued[^1] : default;
            if (newest.Token is null || newest.Until - now < Overlap)
            {
                newest = ($"t-g{++number:D6}{world.AppId[4..]}", now.AddSeconds(world.TokenSeconds));
                issued.Add(newest);
            }

            return FeishuReply.Flat(new JsonObject
            {
                ["code"] = 0,
                ["msg"] = "ok",
                ["tenant_access_token"] = newest.Token,
                ["expire"] = (int)(newest.Until - now).TotalSeconds,
            });
        }
    }

    /// <summary>Null when the header is good.</summary>
    internal FeishuReply? Check(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.Ordinal) || authorization.Length < 9)
            return FeishuReply.Fail(99991661, "Missing access token for authorization. Please make a request with token attached.");
        var token = authorization["Bearer ".Length..];
        // A person's token may be a JWT
        var personal = token.StartsWith("u-", StringComparison.Ordinal) || token.StartsWith("eyJ", StringComparison.Ordinal);
        if (!token.StartsWith("t-", StringComparison.Ordinal) && !personal)
            return FeishuReply.Fail(99991671, "Invalid access token format: must start with 't-' or 'u-'.");
        if (personal)
            return FeishuReply.Fail(99991668, "Invalid access token: user access token is not supported by this API.");
        lock (gate)
        {
            return issued.Exists(t => t.Token == token && t.Until > time.GetUtcNow())
                ? null
                : FeishuReply.Fail(99991663, "Invalid access token for authorization. Please make a request with token attached.", world.StaleTokenStatus);
        }
    }
}
