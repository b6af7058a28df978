using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Core.Text;

public enum SampleState
{
    Open,
    InReview,
}

public sealed record SampleLine(string Title, SampleState State, decimal? Amount);

/// <summary>A view with a property of every kind that templates meet.</summary>
public sealed record SampleCard(string Title) : View
{
    public SampleState State { get; init; } = SampleState.InReview;

    public DateOnly Due { get; init; } = new(2026, 11, 27);

    public DateTimeOffset OpenedAt { get; init; } = new(2026, 11, 27, 2, 41, 0, TimeSpan.Zero);

    public decimal? Amount { get; init; } = 2_000_000m;

    public string? Nothing => null;

    public string OwnerId { get; init; } = "zhang";

    public IReadOnlyList<SampleLine> Lines { get; init; } = [new("甲", SampleState.Open, 1), new("乙", SampleState.InReview, null)];

    public IReadOnlyDictionary<string, int> Counts => new Dictionary<string, int> { ["销售部"] = 3 };

    public Phrase Why => new("sample.why", ("who", "王总"));

    public bool IsUrgent => true;
}

internal static class Sample
{
    public static readonly Roster Roster = new(
        [new Person { Id = "zhang", Name = "张伟" }, new Person { Id = "evil", Name = "](cmd:x) **@all**" }],
        [new Department { Id = "d1", Name = "产品部", HeadId = "zhang" }]);

    private const string Words = """
        {"phrases": {"core.day": "{date}({weekday})", "core.list-separator": "、", "core.yes": "是", "core.no": "否", "core.money": "{amount}元", "core.money-large": "{amount}万", "core.money-huge": "{amount}亿",
          "sample.why": "因为{who}说了算"}, "words": {"SampleState.Open": ["待响应"], "SampleState.InReview": ["审阅中"], "DayOfWeek.Friday": ["周五"]}}
        """;

    private static readonly TeamClock Clock = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), WorkCalendar.China());

    public static TemplateBook Book(string builtIn, string? changed = null, ILogger<TemplateBook>? log = null, params TemplateFile[] more)
    {
        var files = new TemplateFiles(
        [
            new TemplateFile("Core", "text", "zh-CN", ".json", Words, false),
            new TemplateFile("Text", "SampleCard", "zh-CN", ".md", builtIn, false),
            new TemplateFile("Text", "SampleCard", "en", ".md", "# {{ title }}", false),
            .. changed is null ? [] : new[] { new TemplateFile("Text", "SampleCard", "zh-CN", ".md", changed, true) },
            .. more,
        ]);
        return TemplateBook.Load(files, [typeof(SampleCard).Assembly], Phrasebook.Load(files), Clock, log);
    }
}
