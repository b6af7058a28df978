using System.Globalization;
using CollabBot.Core.Commands;

namespace CollabBot.Tests.Core.Commands;

/// <summary>Today is Wednesday 2026-11-25.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class DayTests
{
    [TestCase("今天", "2026-11-25")]
    [TestCase("明天", "2026-11-26")]
    [TestCase("明天前", "2026-11-26")]
    [TestCase("后天", "2026-11-27")]
    [TestCase("大后天", "2026-11-28")]
    [TestCase("周三", "2026-11-25")]
    [TestCase("周五", "2026-11-27")]
    [TestCase("周五前", "2026-11-27")]
    [TestCase("周五之前", "2026-11-27")]
    [TestCase("周二", "2026-12-01")]
    [TestCase("本周二", "2026-11-24")]
    [TestCase("这周五", "2026-11-27")]
    [TestCase("下周三", "2026-12-02")]
    [TestCase("下周三前", "2026-12-02")]
    [TestCase("下下周一", "2026-12-07")]
    [TestCase("下个星期天", "2026-12-06")]
    [TestCase("礼拜六", "2026-11-28")]
    [TestCase("本周内", "2026-11-27")]
    [TestCase("周末前", "2026-11-29")]
    [TestCase("月底", "2026-11-30")]
    [TestCase("月底前", "2026-11-30")]
    [TestCase("下月底", "2026-12-31")]
    [TestCase("季末", "2026-12-31")]
    [TestCase("下季度末", "2027-03-31")]
    [TestCase("年底前", "2026-12-31")]
    [TestCase("明年底", "2027-12-31")]
    [TestCase("3天内", "2026-11-28")]
    [TestCase("三天内", "2026-11-28")]
    [TestCase("3 天内", "2026-11-28")]
    [TestCase("十二天后", "2026-12-07")]
    [TestCase("两周内", "2026-12-09")]
    [TestCase("10-20", "2027-10-20")]
    [TestCase("11-25", "2026-11-25")]
    [TestCase("12-31 前", "2026-12-31")]
    [TestCase("12/31", "2026-12-31")]
    [TestCase("10月20日", "2027-10-20")]
    [TestCase("12月5号前", "2026-12-05")]
    [TestCase("十二月五号", "2026-12-05")]
    [TestCase("2026年12月31日", "2026-12-31")]
    [TestCase("2026-12-31", "2026-12-31")]
    [TestCase("2026/12/1", "2026-12-01")]
    [TestCase("2026.12.31", "2026-12-31")]
    [TestCase("２０２６-１２-３１", "2026-12-31")]
    [TestCase("20号", "2026-12-20")]
    [TestCase("30日前", "2026-11-30")]
    [TestCase("2-29", "2028-02-29")]
    [TestCase("截止周五", "2026-11-27")]
    [TestCase("today", "2026-11-25")]
    [TestCase("tomorrow", "2026-11-26")]
    [TestCase("by tomorrow", "2026-11-26")]
    [TestCase("friday", "2026-11-27")]
    [TestCase("by Friday", "2026-11-27")]
    [TestCase("next friday", "2026-12-04")]
    [TestCase("before next Mon", "2026-11-30")]
    [TestCase("in 3 days", "2026-11-28")]
    [TestCase("within two weeks", "2026-12-09")]
    [TestCase("end of month", "2026-11-30")]
    [TestCase("by end of next month", "2026-12-31")]
    [TestCase("due Dec 5", "2026-12-05")]
    [TestCase("december 5th, 2027", "2027-12-05")]
    [TestCase("5th dec", "2026-12-05")]
    public void A_day_is_understood_alone_and_beside_text(string words, string day)
    {
        var expected = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Trial.Bind<ClaimTrial>($"认领 #B-1 {words}").Promised, Is.EqualTo(new Due(expected)));
            Assert.That(Trial.Bind<ClaimTrial>($"认领 {words} #B-1").Promised, Is.EqualTo(new Due(expected)));
            Assert.That(Trial.Bind<OpenTrial>($"卡点 支付坏了 {words}"), Is.EqualTo(new OpenTrial(new Rest("支付坏了"), Due: new Due(expected))));
            Assert.That(Trial.Bind<OpenTrial>($"卡点 {words} 支付坏了"), Is.EqualTo(new OpenTrial(new Rest("支付坏了"), Due: new Due(expected))));
        }
    }

    [TestCase("周五前给出方案", "给出方案", "2026-11-27")]
    [TestCase("12-02 前给出支付监控方案", "给出支付监控方案", "2026-12-02")]
    [TestCase("3天内完成压测", "完成压测", "2026-11-28")]
    [TestCase("下周三之前把合同看完", "把合同看完", "2026-12-02")]
    public void A_deadline_ends_where_the_deed_begins_also_without_a_blank(string words, string deed, string day) =>
        Assert.That(
            Trial.Bind<OpenTrial>("卡点 " + words),
            Is.EqualTo(new OpenTrial(new Rest(deed), Due: new Due(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)))));

    [TestCase("周五前端坏了")]
    [TestCase("周五前台没人")]
    [TestCase("周五前后都行")]
    [TestCase("周五给出方案")]
    [TestCase("3天内发生两次宕机")]
    [TestCase("等 10-20分钟 才好")]
    [TestCase("版本 13-45 坏了")]
    [TestCase("版本 2026-02-30 坏了")]
    [TestCase("the demo on friday is at risk")]
    [TestCase("it broke today again")]
    [TestCase("「周五前」这个词")]
    [TestCase("99月99日")]
    [TestCase("IP 10-20-30")]
    public void What_only_looks_like_a_day_stays_text(string words) =>
        Assert.That(Trial.Bind<OpenTrial>("卡点 " + words), Is.EqualTo(new OpenTrial(new Rest(words))));

    [Test]
    public void A_day_by_itself_beats_one_that_runs_on_into_the_deed() =>
        Assert.That(Trial.Bind<OpenTrial>("卡点 周二前给出联调环境 12-02"), Is.EqualTo(new OpenTrial(new Rest("周二前给出联调环境"), Due: new Due(new DateOnly(2026, 12, 2)))));

    [Test]
    public void A_deadline_beats_a_day_that_is_only_told() =>
        Assert.That(Trial.Bind<OpenTrial>("卡点 周三 会议没结论 周五前"), Is.EqualTo(new OpenTrial(new Rest("周三 会议没结论"), Due: new Due(new DateOnly(2026, 11, 27)))));
}
