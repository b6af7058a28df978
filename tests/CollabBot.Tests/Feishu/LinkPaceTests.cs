using CollabBot.Feishu.Inbound;

namespace CollabBot.Tests.Feishu;

/// <summary>When the long connection comes back.</summary>
public sealed class LinkPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void Failed_attempts_wait_a_part_of_the_nonce_and_then_the_interval()
    {
        var pace = Wishing(count: -1);
        pace.Take("not json"u8);
        Assert.Multiple(() =>
        {
            Assert.That(pace.PingInterval, Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(pace.Pause(null, false), Is.LessThanOrEqualTo(5 * Second));
            Assert.That(pace.Pause(null, false), Is.InRange(60 * Second, 61 * Second));
            Assert.That(pace.Pause(null, true), Is.EqualTo(TimeSpan.FromMinutes(5)), "refused for good");
        });
    }

    [Test]
    public void A_connection_that_stood_comes_back_within_a_second_whatever_the_nonce_is()
    {
        var pace = Wishing(nonce: 300);
        Assert.That(Enumerable.Range(0, 20).Select(_ => pace.Pause(TimeSpan.FromHours(1), false)), Is.All.LessThanOrEqualTo(Second));
    }

    [Test]
    public void Bots_do_not_come_back_in_step() =>
        Assert.That(Enumerable.Range(0, 20).Select(_ => Wishing().Pause(TimeSpan.FromHours(1), false)).Distinct().Count(), Is.GreaterThan(5));

    [Test]
    public void A_connection_that_keeps_breaking_at_once_is_not_hurried()
    {
        var pace = Wishing(nonce: 0);
        for (var i = 0; i < 3; i++)
            Assert.That(pace.Pause(TimeSpan.Zero, false), Is.LessThanOrEqualTo(Second));
        pace.Take("""{"ReconnectCount":-1,"ReconnectInterval":60,"ReconnectNonce":300,"PingInterval":90}"""u8);
        Assert.That(Enumerable.Range(0, 20).Select(_ => pace.Pause(TimeSpan.Zero, false)).Max(), Is.GreaterThan(2 * Second));
        Assert.That(pace.Pause(TimeSpan.FromMinutes(2), false), Is.LessThanOrEqualTo(Second), "it has settled");
    }

    [Test]
    public void After_the_count_of_attempts_it_comes_back_rarely_and_says_so()
    {
        var pace = Wishing(count: 2);
        pace.Pause(null, false);
        pace.Pause(null, false);
        Assert.That(pace.Exhausted, Is.False);
        Assert.That(pace.Pause(null, false), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(pace.Exhausted, Is.True);
        pace.Pause(TimeSpan.FromSeconds(5), false);
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
