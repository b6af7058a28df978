using System.Text;
using CollabBot.Core.Docs;
using CollabBot.Core.Wiki;
using CollabBot.Storage.Folder;
using CollabBot.Tests.Contracts;
using CsCheck;

namespace CollabBot.Tests.Storage;

public sealed class FolderWikiHost : WikiHost
{
    private readonly FolderWiki wiki;

    public FolderWikiHost() => wiki = new FolderWiki(Root);

    public string Root { get; } = Directory.CreateTempSubdirectory("collabbot-wiki-").FullName;

    public override IWiki Wiki => wiki;

    public string File(string path) => Path.Combine(Root, path + ".md");

    public override Task<int> CountPagesAsync() => Task.FromResult(Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Length);

    public override Task InsertByHandAsync(WikiPage page, string? afterBlockId, string words)
    {
        var lines = System.IO.File.ReadAllLines(File(page.Path)).ToList();
        // below the marker stands the block, below the block an empty line
        var at = afterBlockId is null ? 0 : lines.FindIndex(l => l.Contains(afterBlockId, StringComparison.Ordinal)) + 3;
        lines.InsertRange(at, [words, ""]);
        return System.IO.File.WriteAllLinesAsync(File(page.Path), lines);
    }

    public override Task EditByHandAsync(WikiPage page, string blockId, string words)
    {
        var lines = System.IO.File.ReadAllLines(File(page.Path));
        lines[Array.FindIndex(lines, l => l.Contains(blockId, StringComparison.Ordinal)) + 1] += words;
        return System.IO.File.WriteAllLinesAsync(File(page.Path), lines);
    }

    public override ValueTask DisposeAsync()
    {
        wiki.Dispose();
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }
}

[Parallelizable(ParallelScope.Fixtures)]
public sealed class FolderWikiContractTests : WikiContract
{
    protected override WikiHost Create() => new FolderWikiHost();
}

/// <summary>What only Markdown files promise.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class FolderWikiTests
{
    private FolderWikiHost host = null!;

    [SetUp]
    public void Open() => host = new FolderWikiHost();

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task A_file_reads_well()
    {
        var page = await host.Wiki.EnsureAsync("05 卡点库", null, default);
        await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [new Block.Heading(1, [new Inline.Words("卡点库")]), Words("今天没有卡点。")])], "k", default);
        var lines = await File.ReadAllLinesAsync(host.File("05 卡点库"));
        Assert.That(lines.Where(l => !l.StartsWith("<!--", StringComparison.Ordinal)), Is.EqualTo(new[] { "# 卡点库", "", "今天没有卡点。", "" }));
        Assert.That(lines[0], Is.EqualTo("<!-- 🤖 page: 05 卡点库 -->"));
        Assert.That(page.Url, Is.EqualTo("/wiki/05%20%E5%8D%A1%E7%82%B9%E5%BA%93"));
    }

    [Test]
    public async Task A_page_that_was_moved_by_hand_is_found_by_its_first_line()
    {
        var page = await host.Wiki.EnsureAsync("a/b", null, default);
        await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("x")])], "k", default);
        Directory.CreateDirectory(Path.Combine(host.Root, "elsewhere"));
        File.Move(host.File("a/b"), host.File("elsewhere/renamed"));
        Assert.That(await host.Wiki.ReadAsync(await host.Wiki.EnsureAsync("a/b", page.RemoteId, default), default), Has.Count.EqualTo(1));
        Assert.That(File.Exists(host.File("a/b")), Is.False);

        await host.Wiki.EnsureAsync("elsewhere/renamed", null, default);
        Assert.That(await host.CountPagesAsync(), Is.EqualTo(2), "and its new place is not taken for another page");
    }

    [Test]
    public async Task A_file_that_was_there_before_is_taken_in_with_every_byte()
    {
        const string Human = "# 我的笔记\r\n\r\n* 一\r\n* 二\r\n\r\n    缩进\r\n<div>x</div>\r\n没有换行结尾";
        Directory.CreateDirectory(host.Root);
        await File.WriteAllTextAsync(host.File("notes"), Human);
        var page = await host.Wiki.EnsureAsync("notes", null, default);
        var blocks = await host.Wiki.ReadAsync(page, default);
        var after = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("top")]), new WikiEdit.Insert(blocks[^1].Id, [Words("end")])], "k", default);
        Assert.That(await File.ReadAllTextAsync(host.File("notes")), Does.Contain(Human));
        await host.Wiki.ApplyAsync(page, [new WikiEdit.Remove(after[0].Id), new WikiEdit.Remove(after[^1].Id)], "k", default);
        Assert.That((await File.ReadAllTextAsync(host.File("notes"))).TrimEnd('\n'), Is.EqualTo("<!-- 🤖 page: notes -->\n" + Human));
    }

    [Test]
    public async Task A_file_in_another_encoding_is_left_alone()
    {
        byte[] gbk = [0xCE, 0xD2, 0xB5, 0xC4];
        Directory.CreateDirectory(host.Root);
        await File.WriteAllBytesAsync(host.File("gbk"), gbk);
        Assert.That(async () => await host.Wiki.EnsureAsync("gbk", null, default), Throws.InstanceOf<DecoderFallbackException>());
        Assert.That(await File.ReadAllBytesAsync(host.File("gbk")), Is.EqualTo(gbk));
    }

    [Test]
    public async Task Line_ends_changed_by_an_editor_are_no_edit_and_a_copied_block_is_a_persons()
    {
        var page = await host.Wiki.EnsureAsync("p", null, default);
        var before = await host.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, [Words("a"), new Block.CodeBlock("", "x\n\ny")])], "k", default);
        var text = await File.ReadAllTextAsync(host.File("p"));
        var copied = text[text.IndexOf('\n', StringComparison.Ordinal)..];
        await File.WriteAllTextAsync(host.File("p"), text.Replace("\n", "\r\n", StringComparison.Ordinal) + copied);
        var seen = await host.Wiki.ReadAsync(page, default);
        Assert.That(seen.Take(2).Select(b => (b.Id, b.Print, b.Ours)), Is.EqualTo(before.Select(b => (b.Id, b.Print, true))));
        Assert.That(seen.Skip(2), Is.Not.Empty.And.All.Property("Ours").False);
    }

    [Test]
    public async Task Whatever_people_write_between_blocks_they_keep_every_byte()
    {
        var fragment = Any("文字", "# 题", "- 项", "  - 深", "1. 一", "> 引", "```", "    代码", "| a | b |", "|---|---|", "<!-- 注 -->", "<div>", "", "", " ", "\t", "***", "[a]: http://x", "<!-- 🤖 你好 -->", "===", "尾 ");
        var human = Gen.Select(fragment.Array[0, 6], Any("\n", "\r\n")).Select((lines, end) => string.Concat(lines.Select(l => l + end)));
        var ours = Any(Words("a"), Words("- b"), new Block.ItemList(false, [new ListItem([new Inline.Words("c")], [])]), new Block.CodeBlock("", "d\n\n```\n"), new Block.Divider());
        var sample = Gen.Select(ours.List[1, 4], human.Array[5], Gen.Int[0, 1000]);
        await sample.SampleAsync(
            async (blocks, texts, seed) =>
            {
                await using var each = new FolderWikiHost();
                var page = await each.Wiki.EnsureAsync("p", null, default);
                var mine = await each.Wiki.ApplyAsync(page, [new WikiEdit.Insert(null, blocks)], "k", default);
                // people write above every block of ours and at the end
                var file = await File.ReadAllTextAsync(each.File("p"));
                for (var i = 0; i < mine.Count; i++)
                    file = file.Replace($"<!-- 🤖 {mine[i].Id}", texts[i] + (texts[i].Length > 0 ? "\n" : "") + $"<!-- 🤖 {mine[i].Id}", StringComparison.Ordinal);
                file += texts[mine.Count];
                await File.WriteAllTextAsync(each.File("p"), file);

                var seen = await each.Wiki.ReadAsync(page, default);
                var untouched = seen.Where(b => b.Ours).ToList();
                List<WikiEdit> edits = [];
                foreach (var block in untouched)
                    edits.Add((seed % 3) switch { 0 => new WikiEdit.Replace(block.Id, Words("new")), 1 => new WikiEdit.Insert(block.Id, [Words("more")]), _ => new WikiEdit.Remove(block.Id) });
                await each.Wiki.ApplyAsync(page, edits, "k2", default);

                var after = await File.ReadAllTextAsync(each.File("p"));
                var from = 0;
                foreach (var text in texts.Take(mine.Count + 1).Where(t => t.Length > 0))
                {
                    var at = after.IndexOf(text.TrimEnd('\r', '\n', ' ', '\t'), from, StringComparison.Ordinal);
                    Assert.That(at, Is.GreaterThanOrEqualTo(0), $"lost: {text}\nfrom:\n{file}\nto:\n{after}");
                    from = at + text.TrimEnd('\r', '\n', ' ', '\t').Length;
                }
            },
            iter: 200,
            threads: 1);
    }

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Block Words(string text) => new Block.Paragraph([new Inline.Words(text)]);
}
