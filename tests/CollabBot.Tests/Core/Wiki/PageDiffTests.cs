using CollabBot.Core.Docs;
using CollabBot.Core.Wiki;
using CsCheck;

namespace CollabBot.Tests.Core.Wiki;

[Parallelizable(ParallelScope.Fixtures)]
public sealed class PageDiffTests
{
    private static readonly Gen<Block> AnyBlock = Any<Block>(
        Words("a"), Words("b"), Words("c"), Words("d"), Heading("甲"), Heading("乙"), new Block.Divider(),
        new Block.ItemList(false, [new ListItem([new Inline.Words("x")], [])]), new Block.ItemList(false, [new ListItem([new Inline.Words("y")], [])]));

    private static readonly Gen<ByHand> AnyHand = Gen.Select(Any(Hand.Insert, Hand.Insert, Hand.Edit, Hand.Delete), Gen.Int[0, 30]).Select((hand, at) => new ByHand(hand, at));

    private enum Hand
    {
        Insert,
        Edit,
        Delete,
    }

    [Test]
    public void Applying_a_plan_gives_what_is_wanted_around_everything_people_wrote()
    {
        Gen.Select(AnyBlock.List[0, 8], AnyHand.Array[0, 3]).Array[1, 6].Sample(rounds =>
        {
            var page = new ModelPage();
            foreach (var (wanted, hands) in rounds)
            {
                foreach (var hand in hands)
                    page.Touch(hand);
                var theirs = page.Theirs.ToList();
                var plan = page.Publish(wanted);

                Assert.That(page.Theirs, Is.EqualTo(theirs), "people's blocks, and ours that they edited, stand as they stood");
                var placed = plan.Slots.Where(s => s.Wanted is not null).Select(s => BlockPrint.Of(s.Wanted!)).ToList();
                Assert.That(placed, Is.EqualTo(wanted.Select(BlockPrint.Of)), "every wanted block has its place, in order");
                var shown = plan.Slots.Zip(page.Remote).Where(p => p.First.Kind is not (SlotKind.Human or SlotKind.Held)).Select(p => p.Second.Print);
                Assert.That(shown, Is.EqualTo(plan.Slots.Where(s => s.Wanted is not null && s.Kind != SlotKind.Held).Select(s => BlockPrint.Of(s.Wanted!))));
                Assert.That(page.Plan(wanted).Edits, Is.Empty, "nothing is left to do");
            }
        });
    }

    [Test]
    public void One_more_blocker_changes_one_block()
    {
        var page = new ModelPage();
        Block[] before = [Heading("纪要"), Words("开场"), Heading("卡点"), Words("B-1"), Heading("行动"), Words("A-1")];
        page.Publish(before);
        var edits = page.Plan([.. before[..4], Words("B-2"), .. before[4..]]).Edits;
        Assert.That(edits, Has.Count.EqualTo(1));
        Assert.That(edits[0], Is.InstanceOf<WikiEdit.Insert>().With.Property("AfterBlockId").EqualTo(page.Remote[3].Id));
    }

    [Test]
    public void A_changed_block_is_replaced_in_place()
    {
        var page = new ModelPage();
        page.Publish([Heading("题"), Words("旧"), Words("不变")]);
        Assert.That(page.Plan([Heading("题"), Words("新"), Words("不变")]).Edits.Single(), Is.EqualTo(new WikiEdit.Replace(page.Remote[1].Id, Words("新"))).Using<WikiEdit>(SameEdit));
    }

    [Test]
    public void An_edited_block_of_ours_is_held_and_reported_until_both_agree()
    {
        var page = new ModelPage();
        page.Publish([Words("a"), Words("b")]);
        page.Edit(1, "b, 经人改过");
        var plan = page.Publish([Words("a"), Words("b2")]);
        Assert.That(plan.Edits, Is.Empty);
        Assert.That(plan.Slots.Select(s => s.Kind), Is.EqualTo(new[] { SlotKind.Kept, SlotKind.Held }));
        Assert.That(page.Publish([Words("a"), Words("b, 经人改过")]).Slots.Select(s => s.Kind), Is.EqualTo(new[] { SlotKind.Kept, SlotKind.Kept }));
    }

    [Test]
    public void The_first_blocks_go_below_what_people_wrote()
    {
        var page = new ModelPage();
        page.Touch(new ByHand(Hand.Insert, 0));
        page.Publish([Words("a")]);
        Assert.That(page.Remote.Select(b => b.Id), Is.EqualTo(new[] { "1", "2" }));
    }

    private static bool SameEdit(WikiEdit a, WikiEdit b) => a is WikiEdit.Replace x && b is WikiEdit.Replace y && x.BlockId == y.BlockId && BlockPrint.Of(x.Content) == BlockPrint.Of(y.Content);

    private static Block.Paragraph Words(string text) => new([new Inline.Words(text)]);

    private static Block.Heading Heading(string text) => new(2, [new Inline.Words(text)]);

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private sealed record ByHand(Hand Hand, int At);

    /// <summary>A target in memory that does exactly what it is told.</summary>
    private sealed class ModelPage
    {
        private IReadOnlyList<OwnedBlock> owned = [];
        private int ids;
        private int hands;

        public List<RemoteBlock> Remote { get; } = [];

        public IEnumerable<(string Id, string Print)> Theirs =>
            Remote.Where(b => owned.All(o => o.Id != b.Id || o.RemotePrint != b.Print)).Select(b => (b.Id, b.Print));

        public PagePlan Plan(IReadOnlyList<Block> wanted) => PageDiff.Plan(Remote, owned, wanted);

        public PagePlan Publish(IReadOnlyList<Block> wanted)
        {
            var plan = Plan(wanted);
            var known = Remote.Select(b => b.Id).ToHashSet();
            foreach (var edit in plan.Edits)
                Apply(edit);
            var found = PageReadBack.Compare(plan, owned, known, Remote);
            Assert.That(found.Missing, Is.Empty);
            Assert.That(found.Changed, Has.Count.EqualTo(plan.Slots.Count(s => s.Kind is SlotKind.Inserted or SlotKind.Replaced)));
            owned = found.Owned;
            return plan;
        }

        public void Touch(ByHand hand)
        {
            var at = Remote.Count == 0 ? 0 : hand.At % Remote.Count;
            if (hand.Hand == Hand.Insert)
                Remote.Insert(at, Make($"人 {++hands}"));
            else if (Remote.Count > 0 && hand.Hand == Hand.Edit)
                Edit(at, $"改 {++hands}");
            else if (Remote.Count > 0)
                Remote.RemoveAt(at);
        }

        public void Edit(int at, string text) => Remote[at] = Make(text) with { Id = Remote[at].Id };

        private void Apply(WikiEdit edit)
        {
            switch (edit)
            {
                case WikiEdit.Replace replace:
                    Remote[Find(replace.BlockId)] = new RemoteBlock(replace.BlockId, replace.Content, BlockPrint.Of(replace.Content));
                    break;
                case WikiEdit.Insert insert:
                    Remote.InsertRange(insert.AfterBlockId is null ? 0 : Find(insert.AfterBlockId) + 1, insert.Content.Select(Make));
                    break;
                case WikiEdit.Remove remove:
                    Remote.RemoveAt(Find(remove.BlockId));
                    break;
            }
        }

        private int Find(string id) => Remote.FindIndex(b => b.Id == id) is >= 0 and var at ? at : throw new AssertionException($"an edit names {id}, which is not there");

        private RemoteBlock Make(string text) => Make(Words(text));

        private RemoteBlock Make(Block block) => new((++ids).ToString(System.Globalization.CultureInfo.InvariantCulture), block, BlockPrint.Of(block));
    }
}
