using CollabBot.Feishu.Inbound;

namespace CollabBot.Tests.Feishu;

/// <summary>When the long connection comes back.</summary>
public sealed class LinkPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void Who_is_told_to_wait_waits_a_part_of_the_nonce_and_then_the_interval()
    {
        var pace = Wishing();
        pace.Take("not json"u8);
        Assert.Multiple(() =>
        {
            Assert.That(pace.PingInterval, Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(pace.Pause(LinkEnd.Busy), Is.LessThanOrEqualTo(5 * Second));
            Assert.That(pace.Pause(LinkEnd.Busy), Is.InRange(60 * Second, 61 * Second));
            Assert.That(pace.Pause(LinkEnd.Refused), Is.EqualTo(TimeSpan.FromMinutes(5)));
        });
    }

    [Test]
    public void A_connection_that_stood_comes_back_within_a_second_whatever_the_nonce_is()
    {
        var pace = Wishing(nonce: 300);
        Assert.That(Enumerable.Range(0, 20).Select(_ => pace.Pause(LinkEnd.Broken, Hour)), Is.All.LessThanOrEqualTo(Second));
    }

    [Test]
    public void Bots_do_not_come_back_in_step() =>
        Assert.That(Enumerable.Range(0, 20).Select(_ => Wishing().Pause(LinkEnd.Broken, Hour)).Distinct().Count(), Is.GreaterThan(5));

    [Test]
    public void A_network_that_blinks_is_tried_again_within_seconds_and_one_that_is_gone_is_not_hurried()
    {
        var pace = Wishing();
        pace.Pause(LinkEnd.Broken, Hour);
        Assert.That(Enumerable.Range(0, 2).Select(_ => pace.Pause(LinkEnd.Unreachable)), Is.All.LessThanOrEqualTo(Second));
        pace.Pause(LinkEnd.Unreachable);
        Assert.That(pace.Pause(LinkEnd.Unreachable), Is.GreaterThanOrEqualTo(60 * Second));
    }

    [Test]
    public void A_connection_that_keeps_breaking_at_once_is_not_hurried()
    {
        var pace = Wishing(nonce: 300);
        for (var i = 0; i < 3; i++)
            Assert.That(pace.Pause(LinkEnd.Broken), Is.LessThanOrEqualTo(Second));
        Assert.That(Enumerable.Range(0, 20).Select(_ => pace.Pause(LinkEnd.Broken)).Max(), Is.GreaterThan(2 * Second));
        Assert.That(pace.Pause(LinkEnd.Broken, TimeSpan.FromMinutes(2)), Is.LessThanOrEqualTo(Second), "it has settled");
    }

    [Test]
    public void After_the_count_of_attempts_it_comes_back_rarely_and_says_so()
    {
        var pace = Wishing(count: 2);
        pace.Pause(LinkEnd.Busy);
        pace.Pause(LinkEnd.Busy);
        Assert.That(pace.Exhausted, Is.False);
        Assert.That(pace.Pause(LinkEnd.Busy), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(pace.Exhausted, Is.True);
        pace.Pause(LinkEnd.Broken, 5 * Second);
        Assert.That(pace.Exhausted, Is.False, "it was open again");
    }

    [Test]
    public void A_pong_that_names_one_wish_leaves_sane_ones()
    {
        var pace = new LinkPace();
        pace.Take("""{"PingInterval":30}"""u8);
        Assert.That((pace.PingInterval, pace.Exhausted), Is.EqualTo((30 * Second, false)));
    }

    private static LinkPace Wishing(int count = -1, int nonce = 5)
    {
        var pace = new LinkPace();
        pace.Take(System.Text.Encoding.UTF8.GetBytes($$"""{"ReconnectCount":{{count}},"ReconnectInterval":60,"ReconnectNonce":{{nonce}},"PingInterval":90}"""));
        return pace;
    }
}
