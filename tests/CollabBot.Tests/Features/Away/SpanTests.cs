using System.Globalization;
using CollabBot.Conversations;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Features.Away;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.Away;

/// <summary>Days from one through another, as people write them; today is Wednesday 2026-11-25.</summary>
internal sealed class SpanTests
{
    private ConversationStage stage = null!;

    [OneTimeSetUp]
    public async Task Open() => stage = await ConversationStage.OpenAsync(default);

    [OneTimeTearDown]
    public async Task Close() => await stage.DisposeAsync();

    [TestCase("请假 12-10~12-16", "2026-12-10", "2026-12-16")]
    [TestCase("请假 12-10～16", "2026-12-10", "2026-12-16")]
    [TestCase("请假 12-10 ~ 12-16", "2026-12-10", "2026-12-16")]
    [TestCase("请假 12月10日到12月16日", "2026-12-10", "2026-12-16")]
    [TestCase("请假 12月10日至16日", "2026-12-10", "2026-12-16")]
    [TestCase("请假 12-30~1-3", "2026-12-30", "2027-01-03")]
    [TestCase("请假 周四到周二", "2026-11-26", "2026-12-01")]
    [TestCase("请假 明天", "2026-11-26", "2026-11-26")]
    [TestCase("away thursday to monday", "2026-11-26", "2026-11-30")]
    [TestCase("away Dec 10 until Dec 12", "2026-12-10", "2026-12-12")]
    public void Days_are_read(string line, string from, string until)
    {
        var days = Read(line)!.Days;
        Assert.That((days.From, days.Until), Is.EqualTo((Day(from), Day(until))));
    }

    [TestCase("请假 周五下午", true, false)]
    [TestCase("请假 周五 上午", false, true)]
    [TestCase("away friday afternoon", true, false)]
    [TestCase("请假 周四下午到周五上午", true, true)]
    public void Half_days_are_read(string line, bool fromNoon, bool untilNoon)
    {
        var days = Read(line)!.Days;
        Assert.That((days.FromNoon, days.UntilNoon), Is.EqualTo((fromNoon, untilNoon)));
    }

    [TestCase("请假 12-10~12-12 @_user_1")]
    [TestCase("请假 12-10~12-12@_user_1")]
    public void Whoever_is_mentioned_behind_the_days_stands_in(string line)
    {
        var away = (TakeLeave)((ReadResult.Command)Reader(line, null, new Mention("@_user_1", "lin", "小林", IsBot: false))).Record;
        Assert.That((away.Days.Until, away.Deputy?.Person.Id), Is.EqualTo((Day("2026-12-12"), "xiaolin")));
    }

    [TestCase("请假 随便哪天")]
    [TestCase("请假 12-16~2-30")]
    [TestCase("请假 12-20~12-10 ~")]
    public void What_is_no_span_is_asked_for(string line) => Assert.That(Read(line), Is.Null);

    [Test]
    public void A_form_carries_a_span_there_and_back()
    {
        var read = Read("请假 周四下午到周五上午")!;
        var forms = stage.Services.GetRequiredService<FormMaker>();
        var form = forms.For<TakeLeave>(new Dictionary<string, string?> { ["days"] = "2026-11-26 pm~2026-11-27 am" }, "zh-CN", Roster.Empty);
        var result = Reader(form.Line, new Dictionary<string, string> { ["days"] = form.Fields[0].Value! });
        Assert.That(((result as ReadResult.Command)?.Record as TakeLeave)?.Days, Is.EqualTo(read.Days));
    }

    private TakeLeave? Read(string line) => (Reader(line, null) as ReadResult.Command)?.Record as TakeLeave;

    private ReadResult Reader(string line, IReadOnlyDictionary<string, string>? fields, params Mention[] mentions) => stage.Services.GetRequiredService<CommandReader>().Read(new ReadRequest
    {
        Text = line,
        Fields = fields,
        Mentions = mentions,
        Platform = "playground",
        Locale = "zh-CN",
        Roster = mentions.Length == 0 ? Roster.Empty : new Roster([new Person { Id = "xiaolin", Name = "小林", Accounts = ["playground:lin"] }], []),
        Today = new DateOnly(2026, 11, 25),
        IsDirect = true,
        Addressed = true,
    });

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
