using System.Text.Json.Nodes;
using CollabBot.Conversations;
using CollabBot.Core.Time;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.Calendar;

/// <summary>A government that publishes a year, or changes its mind, on a real stage.</summary>
internal sealed class PublicDaysTests
{
    private ConversationStage stage = null!;

    [SetUp]
    public async Task Open() => stage = await ConversationStage.OpenAsync(default);

    [TearDown]
    public async Task Close() => await stage.DisposeAsync();

    [Test]
    public async Task A_new_year_replans_and_is_announced_once()
    {
        Assert.That(await PlayAsync("advance to 2026-11-23 09:12"), Has.None.Contains("📅"), "what was there from the beginning is no news");
        await WriteAsync(days => days["years"]!["2027"] = new JsonObject { ["holidays"] = new JsonObject { ["2027-01-04"] = "元旦" }, ["makeUpWorkdays"] = new JsonObject() });
        var told = await PlayAsync("advance to 2026-11-24 09:12");
        Assert.That(told, Has.Some.Contains("新一年的放假安排").And.Some.Contains("元旦"));
        Assert.That(await PlayAsync("advance to 2026-11-25 09:12"), Has.None.Contains("📅"), "once");

        var scheduler = stage.Services.GetRequiredService<Scheduler>();
        var clock = stage.Services.GetRequiredService<TeamClock>();
        var monday = scheduler.Upcoming(500).First(o => o.Job == "begin-meeting" && o.Nominal == new DateOnly(2027, 1, 4));
        Assert.That(clock.DayOf(monday.At), Is.EqualTo(new DateOnly(2027, 1, 5)), "the meeting moved with the day");
    }

    [Test]
    public async Task A_day_that_moves_is_announced_and_a_broken_file_is_left_aside()
    {
        await PlayAsync("advance to 2026-11-23 09:12");
        await WriteAsync(days => days["years"]!["2026"]!["holidays"]!["2026-12-03"] = "补假");
        Assert.That(await PlayAsync("advance to 2026-11-24 09:12"), Has.Some.Contains("放假安排变了").And.Some.Contains("补假"));
        var clock = stage.Services.GetRequiredService<TeamClock>();
        Assert.That(clock.IsWorkday(new DateOnly(2026, 12, 3)), Is.False);

        await File.WriteAllTextAsync(Path.Combine(stage.Directory, "calendars", "cn.json"), "{ broken");
        Assert.That(await PlayAsync("advance to 2026-11-25 09:12"), Has.Some.Contains("放假安排变了"), "the built-in days again");
        Assert.That(clock.IsWorkday(new DateOnly(2026, 12, 3)), Is.True);
    }

    private async Task WriteAsync(Action<JsonNode> change)
    {
        var days = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Source.Root, "src", "CollabBot.Core", "Time", "calendars", "cn.json")))!;
        change(days);
        System.IO.Directory.CreateDirectory(Path.Combine(stage.Directory, "calendars"));
        await File.WriteAllTextAsync(Path.Combine(stage.Directory, "calendars", "cn.json"), days.ToJsonString());
    }

    private async Task<IReadOnlyList<string>> PlayAsync(string line)
    {
        var lines = new List<string>();
        foreach (var step in ChatScript.Parse(line).Parts.Select(p => p.Step).OfType<ChatStep>())
            lines.AddRange(await stage.PlayAsync(step, default));
        return lines;
    }
}
