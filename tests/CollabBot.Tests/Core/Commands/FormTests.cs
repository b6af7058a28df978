using CollabBot.Core.Commands;

namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class FormTests
{
    [Test]
    public void What_is_missing_is_asked_with_what_was_understood()
    {
        var asked = (ReadResult.Incomplete)Trial.Read("卡点 @产品部 周五前 P0 ¥3000 #G-1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Form.Line, Is.EqualTo("卡点"));
            Assert.That(asked.Form.Title, Is.EqualTo("补全这个卡点"));
            Assert.That(asked.Form.SubmitLabel, Is.EqualTo("报上去"));
            Assert.That(asked.Form.Fields.Select(f => (f.Name, f.Label, f.Kind, f.Required, f.Value)), Is.EqualTo(new[]
            {
                ("text", "卡在哪儿", FieldKind.Text, true, (string?)null),
                ("owner", "找谁解", FieldKind.Person, false, "@产品部"),
                ("due", "哪天前要", FieldKind.Date, false, "2026-11-27"),
                ("level", "多急", FieldKind.Choice, false, "P0"),
                ("amount", "影响金额", FieldKind.Text, false, "3000"),
                ("goal", "关联目标", FieldKind.Text, false, "#G-1"),
            }));
        }
    }

    [Test]
    public void A_choice_offers_its_words_and_people_offer_departments_first()
    {
        var form = Trial.Forms.For<OpenTrial>(new Dictionary<string, string?>(), "en", Trial.Roster);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(form.Line, Is.EqualTo("blocker"));
            Assert.That(form.SubmitLabel, Is.EqualTo("Submit"));
            Assert.That(form.Fields[3].Options, Is.EqualTo(new[] { new FieldOption("P0", "P0"), new FieldOption("P1", "P1"), new FieldOption("P2", "P2") }));
            Assert.That(form.Fields[3].Value, Is.EqualTo("P1"));
            Assert.That(form.Fields[1].Options.Take(4).Select(o => o.Label), Is.EquivalentTo(new[] { "销售部", "产品部", "研发部", "法务部" }));
            Assert.That(form.Fields[1].Options.Select(o => o.Label), Does.Contain("李娜").And.Not.Contain("老赵"));
        }
    }

    [Test]
    public void A_form_is_prefilled_by_parameter_name()
    {
        var form = Trial.Forms.For<FeedbackTrial>(new Dictionary<string, string?> { ["text"] = "很清楚", ["signing"] = nameof(Signing.Anonymous), ["gone"] = "x" }, "zh-CN", Trial.Roster);
        Assert.That(form.Fields.Select(f => (f.Kind, f.Value)), Is.EqualTo(new[]
        {
            (FieldKind.LongText, "很清楚"), (FieldKind.Person, null), (FieldKind.Choice, "Anonymous"),
        }));
    }

    [Test]
    public void A_submitted_form_runs_its_line()
    {
        var opened = Trial.Bind<OpenTrial>("卡点", r => r with
        {
            Fields = new Dictionary<string, string>
            {
                ["text"] = " 支付坏了 @产品部 周五前 ",
                ["owner"] = "@张伟",
                ["due"] = "2026-12-01",
                ["level"] = "P2",
                ["amount"] = "200万",
                ["goal"] = "G-1",
                ["other"] = "?",
            },
        });
        Assert.That(opened, Is.EqualTo(new OpenTrial(
            new Rest("支付坏了 @产品部 周五前"), new Assignee(Trial.Roster.Person("p-zhang"), null), new Due(new DateOnly(2026, 12, 1)), Level.P2, new Money(2_000_000), new RecordRef("G-1"))));
    }

    [Test]
    public void Empty_fields_mean_nothing_was_said() =>
        Assert.That(
            Trial.Bind<OpenTrial>("卡点", r => r with { Fields = new Dictionary<string, string> { ["text"] = "支付坏了", ["owner"] = "", ["due"] = " ", ["level"] = "" } }),
            Is.EqualTo(new OpenTrial(new Rest("支付坏了"))));

    [TestCase("ou_p-zhang")]
    [TestCase("p-zhang")]
    [TestCase("张伟")]
    [TestCase("＠张伟")]
    public void A_person_field_takes_names_and_ids(string value) =>
        Assert.That(Trial.Bind<TransferTrial>("卡点 转给 #B-1", r => r with { Fields = new Dictionary<string, string> { ["to"] = value } }).To.Person?.Id, Is.EqualTo("p-zhang"));

    [Test]
    public void A_field_that_cannot_be_read_comes_back_with_a_hint()
    {
        var asked = (ReadResult.Incomplete)Trial.Read("卡点", r => r with { Fields = new Dictionary<string, string> { ["text"] = "支付坏了", ["due"] = "某天", ["owner"] = "@产品部" } });
        var fields = asked.Form.Fields.ToDictionary(f => f.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fields["text"].Value, Is.EqualTo("支付坏了"));
            Assert.That(fields["owner"].Value, Is.EqualTo("@产品部"));
            Assert.That(fields["due"].Value, Is.EqualTo("某天"));
            Assert.That(fields["due"].Hint, Does.Contain("某天").And.Contains("周五前"));
        }
    }

    [Test]
    public void Every_value_a_form_shows_reads_back_the_same()
    {
        var drafted = Trial.Bind<DraftTrial>("目标 提升NPS 40.5→50分 指标=NPS 数据源:客服系统 年底前 @销售部 @产品部");
        var form = Trial.Forms.For<DraftTrial>(
            new Dictionary<string, string?> { ["statement"] = "提升NPS", ["range"] = "40.5 → 50 分", ["source"] = "客服系统", ["due"] = "2026-12-31", ["metric"] = "NPS", ["departments"] = "@销售部 @产品部" },
            "zh-CN",
            Trial.Roster);
        var again = Trial.Bind<DraftTrial>(form.Line, r => r with { Fields = form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!) });
        Assert.That(again with { Departments = null }, Is.EqualTo(drafted with { Departments = null }));
    }

    [TestCase("blocker list of suppliers is missing", "list of suppliers is missing")]
    [TestCase("卡点 我的 电脑开不了机", "我的 电脑开不了机")]
    public void A_sentence_behind_a_command_without_text_is_offered_as_text(string line, string text)
    {
        var asked = (ReadResult.Incomplete)Trial.Read(line);
        Assert.That((asked.Info.Name, asked.Form.Fields[0].Value), Is.EqualTo(("blocker", text)));
    }

    [TestCase("blocker list please")]
    [TestCase("卡点 列表 谢谢")]
    public void A_stray_word_behind_a_command_is_ignored(string line) => Assert.That(Trial.Bind<ListTrials>(line), Is.Not.Null);
}
