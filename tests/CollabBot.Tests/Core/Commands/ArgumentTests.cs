using CollabBot.Core.Commands;

namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class ArgumentTests
{
    [TestCase("卡点 下月200万回款危险", "下月200万回款危险", 2_000_000)]
    [TestCase("卡点 支付流程BUG不改,下月200万回款危险 @产品部 周五前 P1 #G-1", "支付流程BUG不改,下月200万回款危险", 2_000_000)]
    [TestCase("卡点 支付坏了 200万", "支付坏了", 2_000_000)]
    [TestCase("卡点 支付坏了 200w P0", "支付坏了", 2_000_000)]
    [TestCase("卡点 1.5亿 支付坏了", "支付坏了", 150_000_000)]
    [TestCase("卡点 支付坏了 ¥3,000", "支付坏了", 3_000)]
    [TestCase("卡点 支付坏了 ¥３０００", "支付坏了", 3_000)]
    [TestCase("卡点 支付坏了 3000元", "支付坏了", 3_000)]
    [TestCase("卡点 支付坏了 影响:3千元", "支付坏了", 3_000)]
    [TestCase("卡点 客户要退¥3,000,急", "客户要退¥3,000,急", 3_000)]
    [TestCase("blocker payment is broken RMB 2m", "payment is broken", 2_000_000)]
    [TestCase("blocker we lose 300k yuan a day", "we lose 300k yuan a day", 300_000)]
    public void An_amount_is_recognised_and_a_sentence_keeps_it(string line, string text, int amount)
    {
        var opened = Trial.Bind<OpenTrial>(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(opened.Amount, Is.EqualTo(new Money(amount)));
            Assert.That(opened.Text.Text, Is.EqualTo(text));
        }
    }

    [TestCase("200万用户登录不了")]
    [TestCase("4k屏幕花了")]
    [TestCase("等了 3000 次")]
    [TestCase("机房 A200 坏了")]
    [TestCase("版本 v200万能钥匙坏了")]
    [TestCase("1.5亿条记录丢了")]
    [TestCase("转化率 12.5% 到不了")]
    [TestCase("999,999,999,999,999,999万亿")]
    public void A_count_is_no_amount(string text) => Assert.That(Trial.Bind<OpenTrial>("卡点 " + text), Is.EqualTo(new OpenTrial(new Rest(text))));

    [TestCase("目标 起草 客户满意度 从 40 到 50 分 数据源:客服系统 12-31", "客户满意度", "分")]
    [TestCase("目标 起草 客户满意度 40 → 50 数据源:客服系统 12-31", "客户满意度", null)]
    [TestCase("目标 40->50分 客户满意度 数据源=客服系统 12-31 前", "客户满意度", "分")]
    [TestCase("目标 客户满意度,从40到50,来源:客服系统,12-31", "客户满意度", null)]
    [TestCase("目标 起草 客户满意度 从40到50 来源 客服系统 12-31", "客户满意度", null)]
    [TestCase("目标 起草 客户满意度 从40到50 12-31 数据源 客服系统", "客户满意度", null)]
    [TestCase("目标 来源 客服系统 客户满意度 从40到50 12-31", "客户满意度", null)]
    [TestCase("goal draft happy customers from 40 to 50 by 12/31 source 客服系统", "happy customers", null)]
    [TestCase("目标 起草 把 NPS 从 40 提升到 50 分 数据源:客服系统 12-31", "把 NPS 从 40 提升到 50 分", "分")]
    [TestCase("目标 起草 把NPS从40提升到50分 数据源:客服系统 12-31", "把NPS从40提升到50分", "分")]
    [TestCase("goal draft raise NPS from 40 to 50 points source: 客服系统 by 12/31", "raise NPS", "points")]
    [TestCase("目标 客户满意度 40%→50% 数据源:「客服系统」 截止: 12月31日", "客户满意度", "%")]
    public void A_goal_says_from_where_to_where(string line, string statement, string? unit)
    {
        var drafted = Trial.Bind<DraftTrial>(line);
        Assert.That(drafted, Is.EqualTo(new DraftTrial(new Rest(statement), new FromTo(40, 50, unit), "客服系统", new DateOnly(2026, 12, 31))));
    }

    [Test]
    public void Several_labels_without_a_sign_are_read_from_the_end()
    {
        var drafted = Trial.Bind<DraftTrial>("目标 起草 客户满意度 从40到50 12-31 来源 「客服系统」 指标 NPS");
        Assert.That((drafted.Statement.Text, drafted.Source, drafted.Metric), Is.EqualTo(("客户满意度", "客服系统", "NPS")));
    }

    [Test]
    public void Labels_take_their_words_and_leave_the_rest()
    {
        var drafted = Trial.Bind<DraftTrial>("目标 提升NPS 指标=NPS,口径:“样本≥800,季度末” 数据源: 客服系统 40→50 @销售部 @产品部 截止:年底");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(drafted.Statement.Text, Is.EqualTo("提升NPS"));
            Assert.That(drafted.Metric, Is.EqualTo("NPS"));
            Assert.That(drafted.Definition, Is.EqualTo("样本≥800,季度末"));
            Assert.That(drafted.Source, Is.EqualTo("客服系统"));
            Assert.That(drafted.Due, Is.EqualTo(new DateOnly(2026, 12, 31)));
            Assert.That(drafted.Departments?.Items.Select(d => d.Id), Is.EqualTo(new[] { "d-sales", "d-product" }));
        }
    }

    [TestCase("register source: Customer Service System 40 -> 50 pts weeks: 6 urgent", "Customer Service System", 6, true)]
    [TestCase("登记 加急 数据源:客服 系统 40→50", "客服 系统", 4, true)]
    [TestCase("登记 40→50 8 数据源:客服", "客服", 8, false)]
    [TestCase("登记 数据源:客服 急不急:否 几周:十二 40→50", "客服", 12, false)]
    public void Where_no_text_is_taken_a_label_reaches_to_the_next_argument(string line, string source, int weeks, bool urgent)
    {
        var registered = Trial.Bind<RegisterTrial>(line);
        Assert.That(registered with { Range = null }, Is.EqualTo(new RegisterTrial(source, null, weeks, urgent)));
    }

    [TestCase("目标 进展 #G-1 43 本周回访 82 份", 43, "本周回访 82 份")]
    [TestCase("目标 #G-1 进展 本周回访 82 份 43分", 43, "本周回访 82 份")]
    [TestCase("goal progress #G-1 41.8", 41.8, null)]
    public void A_number_at_the_edge_of_the_text_is_the_value(string line, double value, string? note)
    {
        var progress = Trial.Bind<ProgressTrial>(line);
        Assert.That(progress, Is.EqualTo(new ProgressTrial(new RecordRef("G-1"), (decimal)value, note is null ? null : new Rest(note))));
    }

    [TestCase("卡点 转给 #B-1 @陈峰 是网关的问题")]
    [TestCase("卡点 转给 陈峰 #B-1 是网关的问题")]
    [TestCase("卡点 #B-1 转给 陈峰 是网关的问题")]
    [TestCase("卡点 转给 #B-1 是网关的问题 陈峰")]
    [TestCase("#B-1 转给@陈峰,是网关的问题")]
    [TestCase("卡点 转给 #B-1 转给:陈峰 是网关的问题")]
    public void A_person_is_named_with_or_without_the_sign(string line)
    {
        var transfer = Trial.Bind<TransferTrial>(line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(transfer.To.Person?.Id, Is.EqualTo("p-chen"));
            Assert.That(transfer.Blocker.Id, Is.EqualTo("B-1"));
            Assert.That(transfer.Reason?.Text, Is.EqualTo("是网关的问题"));
        }
    }

    [TestCase("卡点 部门 销售部 产品部")]
    [TestCase("卡点 部门 @Sales @产品")]
    [TestCase("卡点 部门:销售、产品部")]
    [TestCase("blocker department sales, product")]
    public void Departments_are_listed_freely(string line) =>
        Assert.That(Trial.Bind<DepartmentTrials>(line).Departments?.Items.Select(d => d.Id).Order(), Is.EqualTo(new[] { "d-product", "d-sales" }));

    [TestCase("反馈 @Ann Lee 你上周的复盘很清楚 匿名")]
    [TestCase("反馈 匿名 你上周的复盘很清楚 @ann lee")]
    [TestCase("fk anonymous @Ann Lee 你上周的复盘很清楚")]
    public void A_latin_name_may_have_a_blank(string line)
    {
        var feedback = Trial.Bind<FeedbackTrial>(line);
        Assert.That((feedback.Text.Text, feedback.To?.Person.Id, feedback.Signing), Is.EqualTo(("你上周的复盘很清楚", "p-ann", (Signing?)Signing.Anonymous)));
    }

    [Test]
    public void A_name_inside_a_sentence_binds_and_stays() =>
        Assert.That(Trial.Bind<OpenTrial>("卡点 请@张伟看一下支付"), Is.EqualTo(new OpenTrial(new Rest("请@张伟看一下支付"), new Assignee(Trial.Roster.Person("p-zhang"), null))));

    [TestCase("支付坏了 @所有人")]
    [TestCase("@all payment is broken")]
    public void Everyone_is_nobody_in_particular(string text) => Assert.That(Trial.Bind<OpenTrial>("卡点 " + text), Is.EqualTo(new OpenTrial(new Rest(text))));

    [Test]
    public void An_english_word_inside_a_sentence_is_only_text() =>
        Assert.That(Trial.Bind<OpenTrial>("blocker an urgent thing is late").Level, Is.EqualTo(Level.P1));

    [TestCase("卡点 转给 #B-1 @某某", "core.nobody")]
    [TestCase("卡点 支付坏了 @老赵", "core.nobody")]
    [TestCase("卡点 部门 @产品部 @火星部", "core.nobody")]
    [TestCase("卡点 支付坏了 截止:某天", "core.unreadable")]
    [TestCase("卡点 支付坏了 级别=P9", "core.unreadable")]
    [TestCase("认领 #G-1", "core.unreadable")]
    public void A_value_that_cannot_be_gets_one_sentence(string line, string key)
    {
        var result = Trial.Read(line);
        Assert.That((result as ReadResult.Invalid)?.Phrase.Key, Is.EqualTo(key), result.ToString());
    }

    [Test]
    public void Somebody_the_bot_never_met_is_said_so()
    {
        var result = Trial.Read("卡点 支付坏了 @_user_1", r => r with { Mentions = [Trial.At("@_user_1", "ou_new", "新同事")] });
        Assert.That(Trial.Book.Say(((ReadResult.Invalid)result).Phrase, "zh-CN"), Does.Contain("新同事"));
    }

    [Test]
    public void The_sentence_names_the_label_and_an_example()
    {
        var result = (ReadResult.Invalid)Trial.Read("卡点 支付坏了 级别=P9");
        Assert.That(Trial.Book.Say(result.Phrase, "zh-CN"), Is.EqualTo("「P9」当不了「多急」。可以写：P0、P1、P2。"));
    }

    [TestCase("目标 起草 理清 来源 混乱 的问题 从40到50 12-31", "理清 来源 混乱 的问题")]
    [TestCase("goal draft one source of truth for all from 40 to 50 by 12/31", "one source of truth for all")]
    [TestCase("goal draft source maps that work from 40 to 50 by 12/31", "source maps that work")]
    public void A_label_word_inside_a_sentence_is_only_a_word(string line, string statement)
    {
        var asked = Trial.Read(line) as ReadResult.Incomplete;
        Assert.That(asked?.Form.Fields.Select(f => (f.Name, f.Value)), Is.SupersetOf(new[] { ("statement", statement), ("source", (string?)null) }));
    }
}
