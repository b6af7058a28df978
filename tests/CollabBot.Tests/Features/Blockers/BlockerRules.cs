using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Features.Blockers;

public sealed class BlockerRules
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 30, 0, TimeSpan.Zero);
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜", DepartmentId = "sales" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟", DepartmentId = "product" };
    private static readonly Person Lin = new() { Id = "lin", Name = "小林", DepartmentId = "product" };
    private static readonly Person Chen = new() { Id = "chen", Name = "陈峰", DepartmentId = "dev" };
    private static readonly Department Product = new() { Id = "product", Name = "产品部", HeadId = "zhang" };
    private static readonly Department Dev = new() { Id = "dev", Name = "研发部", HeadId = "chen" };
    private static readonly Roster Roster = new([Lina, Zhang, Lin, Chen], [Product, Dev]);

    [Test]
    public void The_head_acts_for_a_department_until_somebody_claims()
    {
        var open = ForProduct();

        Assert.That(open.Acting(Roster), Is.EqualTo(Zhang));
        Assert.That(open.Claim(Lin, Roster, null, Now).Acting(Roster), Is.EqualTo(Lin));
    }

    [Test]
    public void Somebody_of_another_department_cannot_claim()
    {
        Assert.That(Refusal(() => ForProduct().Claim(Chen, Roster, null, Now)), Is.EqualTo("blockers.claim-not-yours"));
    }

    [Test]
    public void Somebody_else_of_the_department_cannot_claim_what_a_colleague_was_asked()
    {
        var forZhang = Blocker.Open("B-1", "支付", Lina, new Assignee(Zhang, null), Now);

        Assert.That(Refusal(() => forZhang.Claim(Lin, Roster, null, Now)), Is.EqualTo("blockers.claim-not-yours"));
    }

    [Test]
    public void The_head_can_claim_what_a_member_was_asked()
    {
        var forLin = Blocker.Open("B-1", "支付", Lina, new Assignee(Lin, null), Now);

        Assert.That(forLin.Claim(Zhang, Roster, null, Now).ClaimedById, Is.EqualTo("zhang"));
    }

    [Test]
    public void Two_cannot_claim_but_one_can_promise_again()
    {
        var claimed = ForProduct().Claim(Lin, Roster, new DateOnly(2026, 11, 25), Now);

        Assert.That(Refusal(() => claimed.Claim(Zhang, Roster, null, Now)), Is.EqualTo("blockers.already-claimed"));
        Assert.That(claimed.Claim(Lin, Roster, new DateOnly(2026, 11, 26), Now).PromisedFor, Is.EqualTo(new DateOnly(2026, 11, 26)));
    }

    [Test]
    public void Who_solved_it_cannot_accept_it()
    {
        var resolved = ForProduct().Resolve(Zhang, Roster, "改了", Now);

        Assert.That(resolved.State, Is.EqualTo(BlockerState.Resolved));
        Assert.That(Refusal(() => resolved.Accept(Zhang, Roster, Now)), Is.EqualTo("blockers.accept-not-yours"));
    }

    [Test]
    public void Who_said_plus_one_can_accept()
    {
        var resolved = ForProduct().PlusOne(Chen, Now).Resolve(Zhang, Roster, "改了", Now);

        Assert.That(resolved.Accept(Chen, Roster, Now).State, Is.EqualTo(BlockerState.Accepted));
    }

    [Test]
    public void Nobody_accepts_what_nobody_solved()
    {
        Assert.That(Refusal(() => ForProduct().Accept(Lina, Roster, Now)), Is.EqualTo("blockers.not-resolved"));
    }

    [Test]
    public void The_reporters_own_word_needs_no_second_one()
    {
        var ended = ForProduct().Resolve(Lina, Roster, "自己绕过去了", Now);

        Assert.That(ended.State, Is.EqualTo(BlockerState.Accepted));
        Assert.That(ended.AcceptedById, Is.EqualTo("lina"));
    }

    [Test]
    public void Not_solved_goes_back_to_who_claimed_it()
    {
        var back = ForProduct().Claim(Lin, Roster, null, Now).Resolve(Lin, Roster, "改了", Now).Reopen(Lina, Roster, "安卓还不行", Now);

        Assert.That(back.State, Is.EqualTo(BlockerState.Claimed));
        Assert.That(back.Acting(Roster), Is.EqualTo(Lin));
        Assert.That(back.Reopens, Is.EqualTo(1));
    }

    [Test]
    public void Not_solved_goes_back_to_who_solved_it_without_claiming()
    {
        var back = ForProduct().Resolve(Lin, Roster, "改了", Now).Reopen(Lina, Roster, "安卓还不行", Now);

        Assert.That(back.State, Is.EqualTo(BlockerState.Claimed));
        Assert.That(back.Acting(Roster), Is.EqualTo(Lin));
    }

    [Test]
    public void A_transfer_starts_afresh_with_the_new_owner()
    {
        var moved = ForProduct().Claim(Lin, Roster, new DateOnly(2026, 11, 25), Now).Transfer(Lin, Roster, new Assignee(null, Dev), "在网关", Now);

        Assert.That(moved.State, Is.EqualTo(BlockerState.Open));
        Assert.That(moved.PromisedFor, Is.Null);
        Assert.That(moved.Acting(Roster), Is.EqualTo(Chen));
        Assert.That(moved.Transfers, Is.EqualTo(1));
    }

    [Test]
    public void The_reporter_corrects_the_address_only_until_somebody_claims()
    {
        var open = ForProduct();

        Assert.That(open.Transfer(Lina, Roster, new Assignee(null, Dev), null, Now).OwnerDepartmentId, Is.EqualTo("dev"));
        Assert.That(
            Refusal(() => open.Claim(Lin, Roster, null, Now).Transfer(Lina, Roster, new Assignee(null, Dev), null, Now)),
            Is.EqualTo("blockers.transfer-not-yours"));
    }

    [Test]
    public void A_transfer_to_where_it_is_changes_nothing()
    {
        Assert.That(Refusal(() => ForProduct().Transfer(Zhang, Roster, new Assignee(null, Product), null, Now)), Is.EqualTo("blockers.same-owner"));
    }

    [Test]
    public void A_head_can_hand_a_department_blocker_to_one_of_their_people()
    {
        var moved = ForProduct().Transfer(Zhang, Roster, new Assignee(Lin, null), null, Now);

        Assert.That(moved.OwnerId, Is.EqualTo("lin"));
        Assert.That(moved.OwnerDepartmentId, Is.EqualTo("product"));
    }

    [Test]
    public void A_blocker_without_owner_can_be_claimed_by_anybody()
    {
        var open = Blocker.Open("B-1", "支付", Lina, null, Now);

        var claimed = open.Claim(Chen, Roster, null, Now);

        Assert.That(open.Acting(Roster), Is.Null);
        Assert.That(claimed.OwnerId, Is.EqualTo("chen"));
        Assert.That(Refusal(() => claimed.Transfer(Lin, Roster, new Assignee(null, Product), null, Now)), Is.EqualTo("blockers.transfer-not-yours"));
    }

    [Test]
    public void Who_left_the_company_never_has_to_act()
    {
        var roster = new Roster([Lina, Zhang with { Left = true }, Lin], [Product with { DeputyId = "lin" }]);

        Assert.That(ForProduct().Acting(roster), Is.EqualTo(Lin));
        Assert.That(Blocker.Open("B-1", "支付", Lina, new Assignee(Zhang, null), Now).Acting(roster), Is.EqualTo(Lin));
    }

    [Test]
    public void It_comes_back_from_its_stored_form_as_it_was()
    {
        var ended = ForProduct().PlusOne(Chen, Now).Resolve(Lin, Roster, "改了", Now).Accept(Lina, Roster, Now) with { Amount = 2_000_000, Due = new DateOnly(2026, 11, 27) };
        var json = JsonSerializer.Serialize(ended, DocumentJson.Options);

        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<Blocker>(json, DocumentJson.Options), DocumentJson.Options), Is.EqualTo(json));
        Assert.That(json, Does.Contain("\"state\":\"accepted\"").And.Not.Contain("isOnOwner").And.Not.Contain("title"));
    }

    [Test]
    public void Plus_one_counts_once_and_never_for_the_reporter()
    {
        var open = ForProduct().PlusOne(Chen, Now);

        Assert.That(Refusal(() => open.PlusOne(Chen, Now)), Is.EqualTo("blockers.plus-one-twice"));
        Assert.That(Refusal(() => open.PlusOne(Lina, Now)), Is.EqualTo("blockers.plus-one-own"));
    }

    [Test]
    public void It_is_overdue_the_day_after_and_not_while_it_waits_for_acceptance()
    {
        var open = ForProduct() with { Due = new DateOnly(2026, 11, 27) };

        Assert.That(open.IsOverdue(new DateOnly(2026, 11, 27)), Is.False);
        Assert.That(open.IsOverdue(new DateOnly(2026, 11, 28)), Is.True);
        Assert.That(open.Resolve(Zhang, Roster, "改了", Now).IsOverdue(new DateOnly(2026, 11, 28)), Is.False);
    }

    [Test]
    public void Every_step_is_remembered_with_who_and_why()
    {
        var ended = ForProduct().Claim(Lin, Roster, null, Now).Resolve(Lin, Roster, "改了", Now).Accept(Lina, Roster, Now);

        Assert.That(
            ended.History.Select(e => (e.Step, e.ById, e.Note)),
            Is.EqualTo(new[]
            {
                (BlockerStep.Opened, "lina", (string?)null),
                (BlockerStep.Claimed, "lin", null),
                (BlockerStep.Resolved, "lin", "改了"),
                (BlockerStep.Accepted, "lina", null),
            }));
    }

    private static Blocker ForProduct() => Blocker.Open("B-1", "支付流程BUG不改", Lina, new Assignee(null, Product), Now);

    private static string Refusal(Action act) => Assert.Throws<RuleException>(act)!.Phrase.Key;
}
