using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;

namespace CollabBot.Tests.Delivery;

internal sealed class RetryPlanTests
{
    [Test]
    public void Busy_waits_what_the_platform_says()
    {
        var failed = new SendOutcome.Failed(FailureKind.Busy, "429", TimeSpan.FromSeconds(17));
        Assert.That(RetryPlan.After(failed, 1, 0.5), Is.EqualTo(TimeSpan.FromSeconds(17)));
    }

    [Test]
    public void Busy_without_a_hint_grows_from_five_seconds_to_five_minutes_and_lasts_about_a_day()
    {
        var failed = new SendOutcome.Failed(FailureKind.Busy, "429");
        var pauses = Enumerable.Range(1, 300).Select(attempt => RetryPlan.After(failed, attempt, 0.5)!.Value).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pauses[0], Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(pauses, Is.Ordered.And.All.LessThanOrEqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(pauses.Sum(p => p.TotalHours), Is.InRange(20, 28));
            Assert.That(RetryPlan.After(failed, 301, 0.5), Is.Null);
        }
    }

    [Test]
    public void Unreachable_pauses_as_documented_then_gives_up()
    {
        var failed = new SendOutcome.Failed(FailureKind.Unreachable, "503");
        var seconds = Enumerable.Range(1, 10).Select(attempt => RetryPlan.After(failed, attempt, 0)!.Value.TotalSeconds);
        Assert.That(seconds, Is.EqualTo(new[] { 2, 10, 60, 300, 1800, 1800, 1800, 1800, 1800, 1800 }));
        Assert.That(RetryPlan.After(failed, 11, 0), Is.Null);
    }

    [TestCase(FailureKind.Misconfigured)]
    [TestCase(FailureKind.Rejected)]
    public void What_no_retry_can_mend_is_given_up_at_once(FailureKind kind) => Assert.That(RetryPlan.After(new SendOutcome.Failed(kind, "x"), 1, 0), Is.Null);

    [Test]
    public void Jitter_spreads_by_a_quarter_each_way()
    {
        var failed = new SendOutcome.Failed(FailureKind.Denied, "99991672");
        Assert.That(RetryPlan.After(failed, 1, 0), Is.EqualTo(TimeSpan.FromSeconds(45)));
        Assert.That(RetryPlan.After(failed, 1, 0.999999), Is.EqualTo(TimeSpan.FromSeconds(75)).Within(TimeSpan.FromMilliseconds(1)));
    }
}
