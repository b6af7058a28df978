using CollabBot.Feishu;
using CollabBot.Feishu.Outbound;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Feishu;

public sealed class PaceTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task One_chat_takes_so_many_in_a_second_and_no_more()
    {
        var pace = Pace(50, 5);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => pace.WaitAsync("oc_1", CancellationToken.None)));
        var sixth = pace.WaitAsync("oc_1", CancellationToken.None);
        var elsewhere = pace.WaitAsync("oc_2", CancellationToken.None);
        Assert.That((sixth.IsCompleted, elsewhere.IsCompleted), Is.EqualTo((false, true)));
        time.Advance(TimeSpan.FromSeconds(1));
        await sixth;
    }

    [Test]
    public async Task All_chats_together_keep_to_the_apps_limit()
    {
        var pace = Pace(3, 0);
        var waits = Enumerable.Range(0, 7).Select(i => pace.WaitAsync($"oc_{i}", CancellationToken.None)).ToList();
        Assert.That(waits.Count(w => w.IsCompleted), Is.EqualTo(3));
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(waits.Take(6));
        Assert.That(waits[6].IsCompleted, Is.False);
    }

    [Test]
    public async Task A_person_and_their_direct_chat_share_one_pace()
    {
        var pace = Pace(50, 5);
        pace.Same("ou_zhang", "oc_p2p");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => pace.WaitAsync(i % 2 == 0 ? "ou_zhang" : "oc_p2p", CancellationToken.None)));
        var sixth = pace.WaitAsync("ou_zhang", CancellationToken.None);
        Assert.That(sixth.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        await sixth;
    }

    [Test]
    public void Zero_means_no_pacing()
    {
        var pace = Pace(0, 0);
        Assert.That(Enumerable.Range(0, 1000).All(_ => pace.WaitAsync("oc_1", CancellationToken.None).IsCompletedSuccessfully), Is.True);
    }

    private FeishuPace Pace(int calls, int perChat) => new(Options.Create(new FeishuOptions { CallsPerSecond = calls, MessagesPerSecondPerChat = perChat }), time);
}
