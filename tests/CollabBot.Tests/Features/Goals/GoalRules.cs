using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Features.Goals;

namespace CollabBot.Tests.Features.Goals;

public sealed class GoalRules
{
    private static readonly DateTimeOffset Now = new(2026, 10, 9, 2, 0, 0, TimeSpan.Zero);
    private static readonly Person Wang = new() { Id = "wang", Name = "王总", Roles = [Role.Sponsor] };
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟" };
    private static readonly Person Lin = new() { Id = "lin", Name = "小林" };
    private static readonly Department Sales = new() { Id = "sales", Name = "销售部", HeadId = "lina" };
    private static readonly Department Product = new() { Id = "product", Name = "产品部", HeadId = "zhang", DeputyId = "lin" };
    private static readonly Roster Roster = new([Wang, Lina, Zhang, Lin], [Sales, Product]);

    private static readonly GoalTerms Terms =
        new("把 NPS 从 40 提升到 50", 40, 50, "分", "NPS", "客服系统", new DateOnly(2026, 12, 31), "季度末问卷", ["sales", "product"]);

    [Test]
    public void The_same_terms_have_the_same_fingerprint_however_they_are_written() =>
        Assert.That((Terms with { From = 40.00m, DepartmentIds = ["product", "sales"] }).Fingerprint(), Is.EqualTo(Terms.Fingerprint()));

    [Test]
    public void Every_term_is_part_of_the_fingerprint()
    {
        GoalTerms[] others =
        [
            Terms with { Statement = "把 NPS 提升" }, Terms with { From = 41 }, Terms with { To = 48 }, Terms with { Unit = null }, Terms with { Metric = "满意度" },
            Terms with { Source = "CRM" }, Terms with { Due = new DateOnly(2027, 1, 1) }, Terms with { Definition = null }, Terms with { DepartmentIds = ["sales"] },
            Terms with { Cycle = "2026H2" }, Terms with { Rank = GoalRank.Supporting },
        ];

        Assert.That(others.Select(t => t.Fingerprint()).Append(Terms.Fingerprint()), Is.Unique);
        Assert.That(others, Has.Length.EqualTo(typeof(GoalTerms).GetProperties().Length));
    }

    [Test]
    public void It_is_effective_only_with_the_last_signature()
    {
        var first = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now);
        var second = first.Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now);

        Assert.That(first.State, Is.EqualTo(GoalState.Signing));
        Assert.That(second.State, Is.EqualTo(GoalState.Effective));
        Assert.That(second.Signatures.Select(s => s.Hash), Is.All.EqualTo(second.Hash));
    }

    [Test]
    public void A_deputys_signature_says_so()
    {
        var signed = Draft().Sign(Lin, Roster, Verdict.Vouch, null, null, null, Now);

        Assert.That(signed.SignatureOf("product"), Has.Property("AsDeputy").True);
    }

    [Test]
    public void An_objection_keeps_it_from_being_effective_until_it_is_withdrawn()
    {
        var objected = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Sign(Zhang, Roster, Verdict.Oppose, "口径不对", null, null, Now);

        Assert.That(objected.State, Is.EqualTo(GoalState.Signing));
        Assert.That(objected.Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now).State, Is.EqualTo(GoalState.Effective));
    }

    [Test]
    public void A_condition_names_what_on_whom_and_by_when()
    {
        Assert.That(Refusal(() => Draft().Sign(Lina, Roster, Verdict.Conditional, "支付流程改完", Product, null, Now)), Is.EqualTo("goals.condition-incomplete"));
        Assert.That(Refusal(() => Draft().Sign(Lina, Roster, Verdict.Oppose, " ", null, null, Now)), Is.EqualTo("goals.objection-incomplete"));
    }

    [Test]
    public void Nobody_signs_for_a_department_they_do_not_lead()
    {
        Assert.That(Refusal(() => Draft().Sign(Wang, Roster, Verdict.Vouch, null, null, null, Now)), Is.EqualTo("goals.sign-not-yours"));
    }

    [Test]
    public void One_other_digit_voids_every_signature_and_keeps_them_as_history()
    {
        var effective = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now);
        var revised = effective.Revise(Wang, Terms with { To = 48 }, ChangeKind.Adjustment, "预算减了", Now);

        Assert.That(revised.State, Is.EqualTo(GoalState.Signing));
        Assert.That(revised.Signatures, Is.Empty);
        Assert.That(revised.Edition, Is.EqualTo(2));
        Assert.That(revised.Earlier.Single().Signatures, Is.EqualTo(effective.Signatures));
    }

    [Test]
    public void Going_back_to_the_old_terms_restores_no_signature()
    {
        var signed = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now);
        var back = signed.Revise(Wang, Terms with { To = 48 }, ChangeKind.Correction, "试", Now).Revise(Wang, Terms, ChangeKind.Correction, "回", Now);

        Assert.That(back.Hash, Is.EqualTo(signed.Hash));
        Assert.That(back.Signatures, Is.Empty);
    }

    [Test]
    public void A_revision_that_changes_nothing_is_refused() =>
        Assert.That(Refusal(() => Draft().Revise(Wang, Terms with { From = 40.0m }, ChangeKind.Correction, "没变", Now)), Is.EqualTo("goals.nothing-changed"));

    [Test]
    public void The_sponsor_can_decide_and_it_stays_visible()
    {
        var decided = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Decide(Wang, Now);

        Assert.That(decided.State, Is.EqualTo(GoalState.Effective));
        Assert.That(decided.DecidedById, Is.EqualTo("wang"));
        Assert.That(decided.UnsignedIds, Is.EqualTo(new[] { "product" }));
    }

    [Test]
    public void What_the_sponsor_decided_stays_visible_through_every_later_edition()
    {
        var decided = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Sign(Zhang, Roster, Verdict.Oppose, "口径不对", null, null, Now).Decide(Wang, Now);
        var agreed = decided.Revise(Wang, Terms with { To = 48 }, ChangeKind.Adjustment, "谈拢了", Now)
            .Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now);

        Assert.That(agreed, Has.Property(nameof(Goal.DecidedById)).Null.And.Property(nameof(Goal.State)).EqualTo(GoalState.Effective));
        Assert.That(agreed.Earlier.Single(), Has.Property(nameof(GoalEdition.DecidedById)).EqualTo("wang"));
        Assert.That(agreed.Earlier.Single().DecidedOverIds, Is.EqualTo(new[] { "product" }));
    }

    [Test]
    public void A_withdrawn_objection_is_kept_word_for_word()
    {
        var vouched = Draft().Sign(Zhang, Roster, Verdict.Oppose, "口径不对", null, null, Now).Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now);

        Assert.That(vouched.SignatureOf("product"), Has.Property(nameof(Signature.Verdict)).EqualTo(Verdict.Vouch));
        Assert.That(vouched.Replaced.Single().Words, Is.EqualTo("口径不对"));
        Assert.That(vouched.Revise(Wang, Terms with { To = 48 }, ChangeKind.Adjustment, "少", Now).Earlier.Single().Replaced, Is.EqualTo(vouched.Replaced));
    }

    [Test]
    public void A_signature_counts_for_its_own_wording_only()
    {
        var signed = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now);
        var moved = signed with { Terms = Terms with { To = 51 }, Hash = (Terms with { To = 51 }).Fingerprint() };

        Assert.That(moved.SignatureOf("sales"), Is.Null);
        Assert.That(moved.UnsignedIds, Is.EqualTo(new[] { "sales", "product" }));
    }

    [Test]
    public void A_new_head_confirms_and_the_old_signature_stays_history()
    {
        var effective = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Sign(Zhang, Roster, Verdict.Vouch, null, null, null, Now);
        var later = new Roster([Wang, Lina, Zhang with { Left = true }, Lin], [Sales, Product with { HeadId = "lin", DeputyId = null }]);

        Assert.That(effective.Successions(Roster), Is.Empty);
        Assert.That(effective.Successions(later).Select(s => (s.Department.Id, s.Head.Id)), Is.EqualTo(new[] { ("product", "lin") }));
        var confirmed = effective.Sign(Lin, later, Verdict.Oppose, "没有人手", null, null, Now);
        Assert.That(confirmed, Has.Property(nameof(Goal.State)).EqualTo(GoalState.Effective));
        Assert.That(confirmed.SignatureOf("product"), Has.Property(nameof(Signature.FollowsId)).EqualTo("zhang").And.Property(nameof(Signature.Words)).EqualTo("没有人手"));
        Assert.That(confirmed.Replaced.Single().PersonId, Is.EqualTo("zhang"));
        Assert.That(confirmed.Successions(later), Is.Empty);
        Assert.That(Refusal(() => effective.Sign(Lina, later, Verdict.Oppose, "晚了", null, null, Now)), Is.EqualTo("goals.already-effective"));
    }

    [Test]
    public void A_deputy_who_signed_and_became_head_has_nothing_to_confirm()
    {
        var effective = Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Now).Sign(Lin, Roster, Verdict.Vouch, null, null, null, Now);

        Assert.That(effective.Successions(new Roster([Wang, Lina, Lin], [Sales, Product with { HeadId = "lin", DeputyId = null }])), Is.Empty);
    }

    [Test]
    public void A_condition_is_delivered_by_whom_it_depends_on_and_met_by_who_set_it()
    {
        var signed = Draft().Sign(Lina, Roster, Verdict.Conditional, "支付流程改完", Product, new DateOnly(2026, 10, 20), Now);
        var owed = signed with { Signatures = [signed.Signatures[0] with { ConditionId = "Y-1" }] };

        Assert.That(Refusal(() => owed.DeliverCondition("Y-1", Lina, Roster, Now)), Is.EqualTo("goals.dependency-not-yours"));
        Assert.That(Refusal(() => owed.MeetCondition("Y-1", Zhang, Roster, Now)), Is.EqualTo("goals.dependency-not-agreed"));
        var delivered = owed.DeliverCondition("Y-1", Zhang, Roster, Now);
        Assert.That(new[] { delivered }.Dependencies().Single().IsDelivered, Is.True);
        Assert.That(new[] { delivered.MeetCondition("Y-1", Lina, Roster, Now) }.Dependencies(), Is.Empty);
        Assert.That(new[] { owed.Revise(Wang, Terms with { To = 48 }, ChangeKind.Adjustment, "少", Now) }.Dependencies(), Is.Empty);
    }

    [Test]
    public void The_ladder_shows_the_last_word_of_each_department_the_highest_first()
    {
        var argued = Draft().Propose(Lina, Roster, 47, "人手不够", Now).Propose(Zhang, Roster, 52, null, Now).Propose(Lina, Roster, 48, "招到两个人", Now);

        Assert.That(Rung.Of(argued).Select(r => (r.Value, r.Counter?.DepartmentId)), Is.EqualTo(new[] { (52m, "product"), (50m, null), (48m, "sales") }));
        Assert.That(argued.Counters, Has.Count.EqualTo(3));
        Assert.That(Refusal(() => Draft().Propose(Wang, Roster, 47, null, Now)), Is.EqualTo("goals.sign-not-yours"));
    }

    [Test]
    public void The_latest_reading_is_the_current_number_and_the_old_ones_stay()
    {
        var reported = Draft().Report(Lina, 41.8m, null, null, Now).Report(Lina, 43, "退货少了", "问卷", Now);

        Assert.That(reported.Current, Is.EqualTo(43));
        Assert.That(reported.Readings.Select(r => (r.Value, r.Source)), Is.EqualTo(new[] { (41.8m, "客服系统"), (43m, "问卷") }));
    }

    [Test]
    public void It_comes_back_from_its_stored_form_with_the_same_fingerprint()
    {
        var revised = Draft().Sign(Lina, Roster, Verdict.Conditional, "支付流程改完", Product, new DateOnly(2026, 10, 20), Now)
            .Revise(Wang, Terms with { To = 48 }, ChangeKind.Adjustment, "预算减了", Now).Report(Lina, 41.8m, "好", null, Now);
        var json = JsonSerializer.Serialize(revised, DocumentJson.Options);
        var back = JsonSerializer.Deserialize<Goal>(json, DocumentJson.Options)!;

        Assert.That(JsonSerializer.Serialize(back, DocumentJson.Options), Is.EqualTo(json));
        Assert.That(back.Terms.Fingerprint(), Is.EqualTo(revised.Hash));
    }

    private static Goal Draft() => Goal.Draft("G-1", Terms, Wang, Now);

    private static string Refusal(Action act) => Assert.Throws<RuleException>(act)!.Phrase.Key;
}
