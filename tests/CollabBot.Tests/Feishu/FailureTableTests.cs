using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;

namespace CollabBot.Tests.Feishu;

/// <summary>Real codes of the vendor's error pages, and the plan each gets.</summary>
public sealed class FailureTableTests
{
    [TestCase(429, 99991400, FailureKind.Busy)]
    [TestCase(400, 99991400, FailureKind.Busy)]
    [TestCase(400, 230020, FailureKind.Busy)]
    [TestCase(400, 230049, FailureKind.Busy)]
    [TestCase(400, 200810, FailureKind.Busy)]
    [TestCase(400, 232019, FailureKind.Busy)]
    [TestCase(200, 11232, FailureKind.Busy)]
    [TestCase(429, 0, FailureKind.Busy)]
    [TestCase(400, 99991663, FailureKind.Denied)]
    [TestCase(200, 99991663, FailureKind.Denied)]
    [TestCase(400, 99991661, FailureKind.Denied)]
    [TestCase(400, 99991672, FailureKind.Denied)]
    [TestCase(400, 99991673, FailureKind.Denied)]
    [TestCase(200, 10014, FailureKind.Denied)]
    [TestCase(400, 10015, FailureKind.Denied)]
    [TestCase(200, 20002, FailureKind.Denied)]
    [TestCase(400, 99991401, FailureKind.Denied)]
    [TestCase(400, 230006, FailureKind.Denied)]
    [TestCase(403, 0, FailureKind.Denied)]
    [TestCase(400, 230002, FailureKind.Misconfigured)]
    [TestCase(400, 230013, FailureKind.Misconfigured)]
    [TestCase(400, 230034, FailureKind.Misconfigured)]
    [TestCase(400, 230038, FailureKind.Misconfigured)]
    [TestCase(400, 230031, FailureKind.Outdated)]
    [TestCase(400, 230011, FailureKind.Misconfigured)]
    [TestCase(400, 232009, FailureKind.Misconfigured)]
    [TestCase(400, 99992361, FailureKind.Misconfigured)]
    [TestCase(400, 230001, FailureKind.Rejected)]
    [TestCase(400, 230025, FailureKind.Rejected)]
    [TestCase(400, 230028, FailureKind.Rejected)]
    [TestCase(400, 230099, FailureKind.Rejected)]
    [TestCase(400, 99992402, FailureKind.Rejected)]
    [TestCase(404, 99991201, FailureKind.Rejected)]
    [TestCase(200, 200621, FailureKind.Rejected)]
    [TestCase(413, 0, FailureKind.Rejected)]
    [TestCase(500, 0, FailureKind.Unreachable)]
    [TestCase(502, 0, FailureKind.Unreachable)]
    [TestCase(500, 500, FailureKind.Unreachable)]
    [TestCase(400, 77777777, FailureKind.Unreachable)]
    public void A_code_has_its_plan(int status, int code, FailureKind kind) => Assert.That(FeishuFailures.Classify(status, code), Is.EqualTo(kind));
}
