using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Wiki;
using CollabBot.Tests.Storage;

namespace CollabBot.Tests.Core.Wiki;

[Parallelizable(ParallelScope.Fixtures)]
public sealed class PagePublisherTests
{
    private FolderWikiHost wiki = null!;
    private PageDesk desk = null!;

    [SetUp]
    public void Open() => desk = new PageDesk(wiki = new FolderWikiHost());

    [TearDown]
    public async Task Close()
    {
        await desk.DisposeAsync();
        await wiki.DisposeAsync();
    }

    [Test]
    public async Task Changes_within_the_debounce_are_published_once_and_after_it()
    {
        await desk.WriteAsync("一");
        await desk.WriteAsync("一", "二");
        Assert.That(await desk.PublishAsync(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That(await desk.PublishAsync(), Is.True);
        Assert.That(await desk.PublishAsync(), Is.False);
        Assert.That(desk.Shown, Is.EqualTo(new[] { "一", "二" }), "and what can only be pressed is left out");
        var page = await desk.PageAsync();
        Assert.That((page.Health, page.LastPublishedAt, page.LastVerifiedAt, page.LastError), Is.EqualTo((PageHealth.Good, (DateTimeOffset?)page.LastVerifiedAt, page.LastVerifiedAt, (string?)null)));
        Assert.That(page.ChangedBlocks, Is.EqualTo(page.Blocks.Select(b => b.Id)));
    }

    [Test]
    public async Task One_more_line_changes_one_block_and_an_equal_page_costs_no_edit()
    {
        await desk.WriteAsync("一", "三");
        await desk.PublishAsync();
        var before = await desk.PageAsync();
        await desk.WriteAsync("一", "二", "三");
        await desk.PublishAsync();
        var after = await desk.PageAsync();
        Assert.That(after.ChangedBlocks, Is.EqualTo(after.Blocks.Select(b => b.Id).Except(before.Blocks.Select(b => b.Id))).And.Count.EqualTo(1));
        await desk.WriteAsync("一", "二", "三");
        await desk.PublishAsync();
        Assert.That(desk.Target.Applied, Is.EqualTo(2));
        Assert.That((await desk.PageAsync()).ChangedBlocks, Is.EqualTo(after.ChangedBlocks), "the highlight stays on what changed last");
    }

    [Test]
    public async Task What_people_add_stays_and_what_they_edit_is_held_as_a_conflict()
    {
        await desk.WriteAsync("一", "二", "三");
        await desk.PublishAsync();
        var page = await desk.PageAsync();
        var target = new WikiPage(PageDesk.Path, page.RemoteId!, page.Url);
        await wiki.InsertByHandAsync(target, page.Blocks[0].Id, "人写的");
        await wiki.EditByHandAsync(target, page.Blocks[1].Id, ",人改的");
        await desk.WriteAsync("一", "二 新", "三 新");
        await desk.PublishAsync();

        Assert.That(desk.Shown, Is.EqualTo(new[] { "一", "人写的", "二,人改的", "三 新" }));
        var conflict = (await desk.PageAsync()).Conflicts.Single();
        Assert.That((conflict.BlockId, DocText.Of(new Doc([conflict.Ours]))), Is.EqualTo((page.Blocks[1].Id, "二 新")));
        var since = conflict.Since;
        await desk.WriteAsync("一", "二 更新", "三 新");
        await desk.PublishAsync();
        Assert.That((await desk.PageAsync()).Conflicts.Single().Since, Is.EqualTo(since));
    }

    [Test]
    public async Task An_unreachable_target_is_noted_and_tried_again()
    {
        desk.Target.Unreachable = true;
        await desk.WriteAsync("一");
        await desk.PublishAsync();
        var failing = await desk.PageAsync();
        Assert.That((failing.Health, failing.LastError), Is.EqualTo((PageHealth.Failing, "the wiki does not answer")));
        desk.Target.Unreachable = false;
        Assert.That(await desk.PublishAsync(TimeSpan.FromSeconds(1)), Is.False, "not at once");
        Assert.That(await desk.PublishAsync(TimeSpan.FromSeconds(5)), Is.True);
        Assert.That(((await desk.PageAsync()).Health, (await desk.PageAsync()).LastError), Is.EqualTo((PageHealth.Good, (string?)null)));
    }

    [Test]
    public async Task A_lost_answer_makes_no_second_copy()
    {
        await desk.WriteAsync("一", "二");
        await desk.PublishAsync();
        desk.Target.LosesItsAnswer = true;
        await desk.WriteAsync("一", "二 新", "三", "四");
        await desk.PublishAsync();
        desk.Target.LosesItsAnswer = false;
        await desk.WriteAsync("一", "二 新", "三", "五");
        for (var attempt = 0; attempt < 3; attempt++)
            await desk.PublishAsync();
        Assert.That(desk.Shown, Is.EqualTo(new[] { "一", "二 新", "三", "五" }));
        Assert.That((await desk.PageAsync()).Conflicts, Is.Empty);
    }

    [Test]
    public async Task A_target_that_says_yes_and_drops_half_turns_the_page_red()
    {
        await desk.WriteAsync("一");
        await desk.PublishAsync();
        desk.Target.DropsInserts = true;
        await desk.WriteAsync("一", "二");
        await desk.PublishAsync();
        var red = await desk.PageAsync();
        Assert.That(red.Health, Is.EqualTo(PageHealth.Differs));
        Assert.That(red.LastVerifiedAt, Is.LessThan(red.LastPublishedAt!.Value));
        desk.Target.DropsInserts = false;
        await desk.WriteAsync("一", "二");
        await desk.PublishAsync();
        Assert.That((await desk.PageAsync()).Health, Is.EqualTo(PageHealth.Good));
        Assert.That(desk.Shown, Is.EqualTo(new[] { "一", "二" }));
    }

    [Test]
    public async Task A_lost_database_takes_the_pages_in_again()
    {
        await desk.WriteAsync("一", "二");
        await desk.PublishAsync();
        await using var fresh = new PageDesk(wiki);
        await fresh.WriteAsync("一", "二", "三");
        await fresh.PublishAsync();
        Assert.That(fresh.Shown, Is.EqualTo(new[] { "一", "二", "三" }));
        Assert.That((await fresh.PageAsync()).Blocks, Has.Count.EqualTo(3));
        Assert.That(await wiki.CountPagesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_path_that_no_source_draws_is_settled_without_a_page()
    {
        await desk.Host.Queue.PutAsync(StalePages.Envelope("无", "test", desk.Host.Now), [], default);
        Assert.That(await desk.PublishAsync(), Is.True);
        Assert.That(await desk.Host.Queue.DepthAsync(QueueName.Pages, default), Is.EqualTo(new QueueDepth(0, 0, 0, null)));
        Assert.That(await wiki.CountPagesAsync(), Is.Zero);
    }
}
