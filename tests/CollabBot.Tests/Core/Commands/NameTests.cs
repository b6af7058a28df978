using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class NameTests
{
    [TestCase("卡点 列表", "blocker list")]
    [TestCase("卡点列表", "blocker list")]
    [TestCase("/卡点 列表", "blocker list")]
    [TestCase("/卡点 列表", "blocker list")]
    [TestCase("/ 卡点  列表", "blocker list")]
    [TestCase("kd 列表", "blocker list")]
    [TestCase("KD list", "blocker list")]
    [TestCase("blocker 列表", "blocker list")]
    [TestCase("BLOCKER List", "blocker list")]
    [TestCase("卡\u200b点 列\u202e表", "blocker list")]
    [TestCase("blockers", "blocker list")]
    [TestCase("卡点 我的", "blocker mine")]
    [TestCase("卡点 #B-1 认领", "blocker claim")]
    [TestCase("卡点 认领 #B-1", "blocker claim")]
    [TestCase("#B-1 认领", "blocker claim")]
    [TestCase("#B-1 卡点 认领", "blocker claim")]
    [TestCase("认领 #B-1", "blocker claim")]
    [TestCase("认领#B-1", "blocker claim")]
    [TestCase("认领 b-1", "blocker claim")]
    [TestCase("#B-1 claim", "blocker claim")]
    [TestCase("claim #B-1", "blocker claim")]
    [TestCase("转给 #B-1 @张伟", "blocker transfer")]
    [TestCase("进展 #G-1 43", "goal progress")]
    [TestCase("卡点 支付坏了 #B-1", "blocker")]
    [TestCase("卡点 列表 #B-1", "blocker list")]
    [TestCase("#B-1", "blocker show")]
    [TestCase("B-1", "blocker show")]
    [TestCase("#b1", "blocker show")]
    [TestCase("卡点 #B-1", "blocker show")]
    [TestCase("卡点 B-1", "blocker show")]
    [TestCase("卡点 #B-1 认令", "blocker show")]
    [TestCase("blocker #B-1", "blocker show")]
    [TestCase("目标 #G-1", "goal show")]
    [TestCase("目标 #G-1 进展 43", "goal progress")]
    [TestCase("G-1", "goal show")]
    [TestCase("卡点 #G-1 支付坏了", "blocker")]
    [TestCase("卡点支付流程坏了", "blocker")]
    [TestCase("卡点列表里的数是错的", "blocker")]
    [TestCase("卡点 转给客户的合同错了", "blocker")]
    [TestCase("卡点 转给客户的合同错了 #G-1", "blocker")]
    [TestCase("卡点 转给别人 #B-1 @张伟", "blocker transfer")]
    [TestCase("卡点 转给@张伟 #B-1", "blocker transfer")]
    [TestCase("卡点 转给@张伟#B-1", "blocker transfer")]
    [TestCase("#B-1认领", "blocker claim")]
    [TestCase("卡点 认领#B-1", "blocker claim")]
    [TestCase("卡点 列车时刻表错了", "blocker")]
    [TestCase("卡点 真的", "blocker")]
    [TestCase("卡点,支付流程坏了", "blocker")]
    [TestCase("【卡点】发票开不出来", "blocker")]
    [TestCase("【卡点 列表】", "blocker list")]
    [TestCase("我的", "me")]
    [TestCase("帮助", "help")]
    [TestCase("@协同助手", "help")]
    [TestCase("/", "help")]
    [TestCase("", "help")]
    [TestCase("@CollabBot 帮助", "help")]
    public void A_line_means_this_command(string line, string name)
    {
        var result = Trial.Read(line);
        Assert.That((result as ReadResult.Command)?.Info.Name, Is.EqualTo(name), result.ToString());
    }

    [TestCase("我的天哪", "me")]
    [TestCase("卡店 支付坏了", "blocker")]
    [TestCase("卡店支付坏了", "blocker")]
    [TestCase("bloker payment is broken", "blocker")]
    [TestCase("blokcer list", "blocker list")]
    [TestCase("hepl", "help")]
    [TestCase("卡点 认令 #B-1", "blocker claim")]
    [TestCase("卡点 列标", "blocker list")]
    [TestCase("卡点 我地", "blocker mine")]
    [TestCase("/blocker lst", "blocker list")]
    [TestCase("blocker mien", "blocker mine")]
    [TestCase("blocker clam #B-1", "blocker claim")]
    public void An_unknown_word_gets_the_nearest_guess(string line, string guess)
    {
        var result = Trial.Read(line);
        Assert.That((result as ReadResult.Unknown)?.Guess?.Name, Is.EqualTo(guess), result.ToString());
    }

    [TestCase("今天中午吃什么?")]
    [TestCase("ok")]
    [TestCase("🎉🎉")]
    [TestCase(",。")]
    [TestCase("X-1")]
    [TestCase("进展 #B-1")]
    public void Chatter_to_the_bot_alone_is_answered_without_a_guess(string line)
    {
        var result = Trial.Read(line);
        Assert.That((result as ReadResult.Unknown)?.Phrase.Key, Is.EqualTo("core.unknown"), result.ToString());
    }

    [TestCase("卡点 支付坏了")]
    [TestCase("我的天哪")]
    [TestCase("今天中午吃什么?")]
    [TestCase("/吃什么")]
    [TestCase("/shrug")]
    [TestCase("")]
    [TestCase("/")]
    public void Chatter_in_a_group_gets_silence(string line) => Assert.That(Trial.Read(line, Trial.InGroup), Is.InstanceOf<ReadResult.NotForUs>());

    [Test]
    public void In_a_group_a_slash_is_enough() => Assert.That(Trial.Bind<OpenTrial>("/卡点 支付坏了", Trial.InGroup).Text.Text, Is.EqualTo("支付坏了"));

    [Test]
    public void In_a_group_a_misspelt_slash_command_gets_a_guess() =>
        Assert.That((Trial.Read("/bloker x", Trial.InGroup) as ReadResult.Unknown)?.Guess?.Name, Is.EqualTo("blocker"));

    [TestCase("卡点 列标", "blocker list")]
    [TestCase("卡点 认令 #B-1", "blocker claim")]
    public void Where_bare_names_count_a_near_miss_opens_nothing(string line, string guess)
    {
        var result = Trial.Read(line, r => r with { IsDirect = false, BareNames = true });
        Assert.That((result as ReadResult.Unknown)?.Guess?.Name, Is.EqualTo(guess), result.ToString());
    }

    [Test]
    public void A_guess_at_what_may_be_a_text_says_how_to_mean_the_text()
    {
        var result = (ReadResult.Unknown)Trial.Read("卡点 列标");
        Assert.That(Trial.Book.Say(result.Phrase, "zh-CN"), Is.EqualTo("没看懂「列标」。是想说「卡点 列表」吗？就是要说「列标」的话，请多写几个字。"));
    }

    [Test]
    public void In_a_group_an_addressed_unknown_word_is_answered() =>
        Assert.That(Trial.Read("今天吃什么", r => r with { IsDirect = false, Addressed = true }), Is.InstanceOf<ReadResult.Unknown>());

    [TestCase("卡点 支付坏了", true)]
    [TestCase("卡点 列表", true)]
    [TestCase("卡点支付坏了", false)]
    [TestCase("我的 天哪", false)]
    [TestCase("认领", false)]
    [TestCase("今天吃什么", false)]
    public void Where_bare_names_count_only_a_whole_command_is_heard(string line, bool heard) =>
        Assert.That(Trial.Read(line, r => r with { IsDirect = false, BareNames = true }) is ReadResult.Command, Is.EqualTo(heard));

    [TestCase("转给 #B-1", true)]
    [TestCase("卡点 转给 #B-1", true)]
    [TestCase("转给", false)]
    [TestCase("卡点", false)]
    [TestCase("转给 #话题", false)]
    public void Where_bare_names_count_a_named_record_lets_the_bot_ask(string line, bool asked) =>
        Assert.That(Trial.Read(line, r => r with { IsDirect = false, BareNames = true }) is ReadResult.Incomplete, Is.EqualTo(asked));

    [TestCase("@_user_1 卡点 支付坏了 @_user_10")]
    [TestCase("@_user_1卡点 支付坏了 @_user_10")]
    [TestCase("卡点 支付坏了 @_user_1 @_user_10")]
    [TestCase(" @_user_1  /卡点 @_user_10 支付坏了")]
    public void Mentions_of_the_bot_vanish_and_mentions_of_people_bind(string line)
    {
        var opened = Trial.Bind<OpenTrial>(line, r => r with
        {
            IsDirect = false,
            Addressed = true,
            Mentions = [new Mention("@_user_1", "ou_bot", "协同助手", IsBot: true), Trial.At("@_user_10", "ou_p-zhang", "小张")],
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(opened.Owner?.Person?.Id, Is.EqualTo("p-zhang"));
            Assert.That(opened.Text.Text, Is.EqualTo("支付坏了"));
        }
    }

    [Test]
    public void Only_the_mention_of_the_bot_is_help()
    {
        var result = Trial.Read("@_user_1 ", r => r with { IsDirect = false, Addressed = true, Mentions = [new Mention("@_user_1", "ou_bot", "协同助手", IsBot: true)] });
        Assert.That((result as ReadResult.Command)?.Record, Is.EqualTo(new HelpTrial()));
    }
}
