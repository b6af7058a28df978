using CollabBot.DingTalk.Inbound;

namespace CollabBot.Tests.DingTalk;

public sealed class RobotSignatureTests
{
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    private const string Vector = "aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g=";

    [TestCase("1577262236757", "this is a secret", "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=")]
    [TestCase("1700000000000", "SECtest", Vector)]
    public void Published_vectors_are_met(string timestamp, string secret, string sign) =>
        Assert.That(RobotSignature.Sign(timestamp, secret), Is.EqualTo(sign));

    [TestCase(0)]
    [TestCase(3600)]
    [TestCase(-3600)]
    public void A_genuine_signature_holds_for_an_hour_either_way(int seconds) =>
        Assert.That(RobotSignature.Problem("1700000000000", Vector, "SECtest", Then.AddSeconds(seconds)), Is.Null);

    [TestCase("1700000000000", Vector, "another secret", 0, "wrong sign")]
    [TestCase("1700000000000", "aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D", "SECtest", 0, "wrong sign")]
    [TestCase("1700000000001", Vector, "SECtest", 0, "wrong sign")]
    [TestCase("1700000000000", "", "SECtest", 0, "no timestamp or no sign header")]
    [TestCase("1700000000000", null, "SECtest", 0, "no timestamp or no sign header")]
    [TestCase(null, Vector, "SECtest", 0, "no timestamp or no sign header")]
    [TestCase("1700000000000", Vector, "SECtest", 3601, "timestamp more than an hour off")]
    [TestCase("1700000000000", Vector, "SECtest", -3601, "timestamp more than an hour off")]
    public void Anything_else_is_named(string? timestamp, string? sign, string secret, int seconds, string problem) =>
        Assert.That(RobotSignature.Problem(timestamp, sign, secret, Then.AddSeconds(seconds)), Is.EqualTo(problem));

    [TestCase("soon")]
    [TestCase("-1700000000000")]
    [TestCase("99999999999999999999")]
    [TestCase("9223372036854775807")]
    public void A_signed_timestamp_that_is_no_time_is_stale(string timestamp) =>
        Assert.That(RobotSignature.Problem(timestamp, RobotSignature.Sign(timestamp, "s"), "s", Then), Is.EqualTo("timestamp more than an hour off"));
}
