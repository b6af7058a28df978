using CollabBot.Core.Platforms;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound;

/// <summary>Takes what people say to the robot. The signature is never optional.</summary>
internal sealed class DingTalkRobotWebhook(IOptions<DingTalkOptions> options, StaffNames names) : IWebhook
{
    public string Path => "/dingtalk/robot";

    public WebhookVerdict Read(WebhookRequest request) =>
        RobotSignature.Problem(request.Header("timestamp"), request.Header("sign"), options.Value.ClientSecret, request.ReceivedAt) is { } problem
            ? new WebhookVerdict.Reject(401, problem)
            : RobotMessage.Read(request.Body, request.ReceivedAt, names);
}
