using CollabBot.Core.Docs;
using CollabBot.Core.Wiki;

namespace CollabBot.Tests.Contracts;

/// <summary>A wiki target under test, with a person's hands on it.</summary>
public abstract class WikiHost : IAsyncDisposable
{
    public abstract IWiki Wiki { get; }

    /// <summary>How many pages the target holds.</summary>
    public abstract Task<int> CountPagesAsync();

    /// <summary>A person adds a paragraph below the block (null = at the top).</summary>
    public abstract Task InsertByHandAsync(WikiPage page, string? afterBlockId, string words);

    /// <summary>A person adds words to the end of a paragraph.</summary>
    public abstract Task EditByHandAsync(WikiPage page, string blockId, string words);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What every wiki target promises.</summary>
public abstract class WikiContract
{
    private WikiHost host = null!;

    protected static Block Words(string text) => new Block.Paragraph([new Inline.Words(text)]);

    [SetUp]
    public void Open() => host = Create();

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task A_page_is_made_once_with_or_without_its_id()
    {
        var page = await EnsureAsync("协同日纪要/2026-W48");
        Assert.That(await host.Wiki.EnsureAsync(page.Path, page.RemoteId, default), Is.EqualTo(page));
        var pages = await host.CountPagesAsync();
        Assert.That(await host.Wiki.EnsureAsync(page.Path, null, default), Is.EqualTo(page), "the page's own marker is enough");
        Assert.That(await host.CountPagesAsync(), Is.EqualTo(pages));
        Assert.That(await host.Wiki.ReadAsync(page, default), Is.Empty);
    }

    [Test]
    public async Task Every_kind_of_block_comes_back_with_the_same_print()
    {
        IReadOnlyList<Block> blocks =
        [
            new Block.Heading(1, [new Inline.Words("协同日纪要 2026-W48")]),
            new Block.Paragraph([new Inline.Words("决议 "), new Inline.Strong([new Inline.Words("D-1")]), new Inline.Words(" 与 "), new Inline.Link([new Inline.Words("目标")], "https://example.com/a?b=1")]),
            new Block.ItemList(false, [new ListItem([new Inline.Words("一")], []), new ListItem([new Inline.Words("二")], [new Block.ItemList(true, [new ListItem([new Inline.Words("二之一")], [])])])]),
            new Block.ItemList(false, [new ListItem([new Inline.Words("做完")], [], true), new ListItem([new Inline.Words("没做")], [], false)]),
            new Block.Table([new Cell([new Inline.Words("部门")]), new Cell([new Inline.Words("目标")])], [new Row([new Cell([new Inline.Words("产品部")]), new Cell([new Inline.Words("a | b")])])]),
            new Block.Quote([Words("别动 <b>我</b> [x](y) # *"), Words("第二段")]),
            new Block.CodeBlock("sql", "select 1;\n\n-- 🤖"),
            new Block.Divider(),
            Words("<!-- 🤖 11111111 22222222 3 -->"),
        ];
        var page = await EnsureAsync("所有块");
        var applied = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, blocks)], "k", default);
        Assert.That(applied.Select(b => BlockPrint.Of(b.Content)), Is.EqualTo(blocks.Select(BlockPrint.Of)));
        var read = await host.Wiki.ReadAsync(page, default);
        Assert.That(read.Select(b => (b.Id, b.Print)), Is.EqualTo(applied.Select(b => (b.Id, b.Print))));
        Assert.That(read.Select(b => b.Id), Is.Unique);
    }

    [Test]
    public async Task Equal_content_has_an_equal_print_and_other_content_another()
    {
        var page = await EnsureAsync("prints");
        var blocks = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("a"), Words("b"), Words("a")])], "k", default);
        Assert.That(blocks[0].Print, Is.EqualTo(blocks[2].Print).And.Not.EqualTo(blocks[1].Print));
    }

    [Test]
    public async Task Edits_name_blocks_by_their_ids_from_before_the_first()
    {
        var page = await EnsureAsync("edits");
        var before = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("a"), Words("b"), Words("c"), Words("d")])], "k1", default);
        var after = await host.Wiki.ApplyAsync(
            page,
            [
                new WikiEdit.Replace(before[1].Id, Words("B")),
                new WikiEdit.Insert(null, [Words("top")]),
                new WikiEdit.Insert(before[1].Id, [Words("b1"), Words("b2")]),
                new WikiEdit.Insert(before[3].Id, [Words("end")]),
                new WikiEdit.Remove(before[0].Id),
                new WikiEdit.Remove(before[2].Id),
            ],
            "k2",
            default);
        Assert.That(after.Select(b => DocText.Of(new Doc([b.Content]))), Is.EqualTo(new[] { "top", "B", "b1", "b2", "d", "end" }));
        Assert.That(after.Single(b => DocText.Of(new Doc([b.Content])) == "d").Id, Is.EqualTo(before[3].Id), "untouched blocks keep their ids");
        Assert.That(after[1].Id, Is.EqualTo(before[1].Id), "a paragraph is changed in place, so that comments on it survive");
    }

    [Test]
    public async Task What_a_person_adds_and_edits_is_seen_and_survives()
    {
        var page = await EnsureAsync("手");
        var before = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("a"), Words("b"), Words("c")])], "k1", default);
        await host.InsertByHandAsync(page, before[0].Id, "人写的一段");
        await host.EditByHandAsync(page, before[1].Id, ",改过");
        var seen = await host.Wiki.ReadAsync(page, default);
        Assert.That(seen.Select(Text), Is.EqualTo(new[] { "a", "人写的一段", "b,改过", "c" }));
        Assert.That(seen[2].Id, Is.EqualTo(before[1].Id));
        Assert.That(seen[2].Print, Is.Not.EqualTo(before[1].Print));
        Assert.That(seen[2].Ours || seen[1].Ours, Is.False);

        var after = await host.Wiki.ApplyAsync(
            page, [new WikiEdit.Replace(before[0].Id, Words("A")), new WikiEdit.Insert(seen[1].Id, [Words("x")]), new WikiEdit.Remove(before[2].Id)], "k2", default);
        Assert.That(after.Select(Text), Is.EqualTo(new[] { "A", "人写的一段", "x", "b,改过" }));
        Assert.That(after[1], Is.EqualTo(seen[1]).Using<RemoteBlock>((a, b) => a.Id == b.Id && a.Print == b.Print));
    }

    [Test]
    public async Task Edits_of_a_block_that_is_gone_fail_and_change_nothing()
    {
        var page = await EnsureAsync("gone");
        var before = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("a"), Words("b")])], "k1", default);
        await host.Wiki.ApplyAsync(page, [new WikiEdit.Remove(before[1].Id)], "k2", default);
        Assert.That(
            async () => await host.Wiki.ApplyAsync(page, [new WikiEdit.Replace(before[1].Id, Words("x")), new WikiEdit.Remove(before[0].Id)], "k3", default),
            Throws.Exception);
        Assert.That((await host.Wiki.ReadAsync(page, default)).Select(Text), Is.EqualTo(new[] { "a" }));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("../secrets")]
    [TestCase("a/../../b")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b")]
    [TestCase("a/")]
    [TestCase("C:\\x")]
    [TestCase("a\0b")]
    [TestCase("a\nb")]
    [TestCase("a --> b")]
    [TestCase(".git/x")]
    [TestCase("空格 /x")]
    public void A_name_that_is_no_page_name_is_refused(string path) =>
        Assert.That(async () => await host.Wiki.EnsureAsync(path, null, default), Throws.InstanceOf<ArgumentException>());

    protected abstract WikiHost Create();

    private static string Text(RemoteBlock block) => DocText.Of(new Doc([block.Content]));

    private Task<WikiPage> EnsureAsync(string path) => host.Wiki.EnsureAsync(path, null, default);
}
