using System.Text;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using CollabBot.DingTalk.Outbound;

namespace CollabBot.Tests.DingTalk;

/// <summary>Answers of 200, in which each receiver is looked at.</summary>
public sealed class ReceiptTests
{
    [TestCase("{}")]
    [TestCase("""{"processQueryKey":"k","invalidStaffIdList":[],"flowControlledStaffIdList":[]}""")]
    [TestCase("""{"success":true,"result":{"outTrackId":"c","deliverResults":[{"spaceType":"IM_GROUP","spaceId":"cid","success":true,"errorMsg":""}]}}""")]
    [TestCase("""{"success":true,"result":true}""")]
    public void Everybody_was_reached(string answer) => Assert.That(Problem(answer), Is.Null);

    [TestCase("""{"invalidStaffIdList":["u1"]}""", FailureKind.Misconfigured, "invalidStaffIdList")]
    [TestCase("""{"flowControlledStaffIdList":["u1"]}""", FailureKind.Busy, "flowControlledStaffIdList")]
    [TestCase("""{"result":{"deliverResults":[{"spaceType":"IM_GROUP","success":true},{"spaceType":"IM_ROBOT","success":false,"errorMsg":"no"}]}}""", FailureKind.Misconfigured, "deliverResults IM_ROBOT: no")]
    [TestCase("""{"result":[{"spaceType":"IM_ROBOT","success":"false","errorMsg":"no"}]}""", FailureKind.Misconfigured, "deliverResults IM_ROBOT: no")]
    public void Who_was_not_reached_is_a_failure(string answer, FailureKind kind, string reason) =>
        Assert.That((Problem(answer)?.Kind, Problem(answer)?.Reason), Is.EqualTo(((FailureKind?)kind, $"HTTP 200 {reason}")));

    private static DingTalkFailure? Problem(string answer) => Receipt.Problem(Json.Object(Encoding.UTF8.GetBytes(answer)));
}
