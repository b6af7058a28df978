using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound;

/// <summary>Takes what people say to the robot. The signature is never optional.</summary>
internal sealed class DingTalkRobotWebhook(IOptions<DingTalkOptions> options, StaffNames names, ProofBook proofs) : IWebhook
{
    public string Path => "/dingtalk/robot";

    public WebhookVerdict Read(WebhookRequest request)
    {
        var problem = RobotSignature.Problem(request.Header("timestamp"), request.Header("sign"), options.Value.ClientSecret, request.ReceivedAt);
        // Whoever does not sign at all is not DingTalk
        if (problem is null or RobotSignature.Wrong or RobotSignature.Late)
            proofs.Posted(problem switch { null => null, RobotSignature.Late => "clock", _ => "refused" });
        return problem is null ? RobotMessage.Read(request.Body, request.ReceivedAt, names, proofs) : new WebhookVerdict.Reject(401, problem);
    }
}
