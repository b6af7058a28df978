namespace CollabBot.DingTalk.Api;

/// <summary>Sends a session webhook to the host that its message named; <see cref="Outbound.SessionWebhook"/> has checked that it is DingTalk's.</summary>
internal sealed class SessionHost : DelegatingHandler
{
    public const string Origin = "dingtalk-session-origin";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(new HttpRequestOptionsKey<Uri>(Origin), out var origin))
            request.RequestUri = new Uri(origin, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
