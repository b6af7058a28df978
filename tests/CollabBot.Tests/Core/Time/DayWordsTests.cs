using System.Reflection;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Tests.Core.Time;

public sealed class DayWordsTests
{
    [TestCase("2026-10-05", "2026-10-08", "因 10-05(周一) 国庆改期")]
    [TestCase("2026-10-12", "2026-10-12", null)]
    [TestCase("2026-10-12", "2026-10-10", null)]
    [TestCase("2026-10-05", "2026-10-05", null)]
    public void A_run_that_a_holiday_moved_says_which(string nominal, string actual, string? words)
    {
        var clock = TeamDays.Clock();
        var days = new DayWords(Phrasebook.Load(new TemplateFiles([Assembly.Load("CollabBot.Features")], null)), clock);
        Assert.That(days.WhyMoved(new Occurrence("j", clock.At(TeamDays.Day(actual), new TimeOnly(10, 0)), TeamDays.Day(nominal)), "zh-CN"), Is.EqualTo(words));
    }
}
