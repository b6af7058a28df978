using CollabBot.Conversations;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Features;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Playground;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Features.Allowances;

internal sealed class AllowanceTests
{
    private ConversationStage stage = null!;

    [SetUp]
    public async Task Open() => stage = await ConversationStage.OpenAsync(default);

    [TearDown]
    public async Task Close() => await stage.DisposeAsync();

    [Test]
    public async Task Who_keeps_the_process_is_told_once_a_month_for_each_quota()
    {
        await HappenAsync("e1", Allowance.Messages, "2026-11");
        await HappenAsync("e2", Allowance.Messages, "2026-11");
        await HappenAsync("e3", Allowance.Calls, "2026-11");
        await HappenAsync("e4", Allowance.Messages, "2026-12");
        var keeper = PlaygroundTeam.People.First(p => p.Roles.Contains(Role.Steward));
        var told = await Part<PlaygroundTranscript>().ListAsync(PlaygroundChats.Direct(keeper.Id).Id, 0, 10, default);
        Assert.That(told.Select(m => m.Card!.Title), Is.EqualTo(new[]
        {
            "playground 本月额度用完了（2026-11）", "playground 本月额度用完了（2026-11）", "playground 本月额度用完了（2026-12）",
        }));
    }

    [Test]
    public async Task The_doctor_is_red_until_the_month_is_over()
    {
        Assert.That(await RedAsync(), Is.Empty);
        await HappenAsync("e1", Allowance.Messages, Part<TeamClock>().Today.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));
        await HappenAsync("e2", Allowance.Calls, "2020-01");
        Assert.That((await RedAsync()).Single().Sentence, Does.Contain("消息推送额度用完了"));
    }

    private async Task<IReadOnlyList<Finding>> RedAsync()
    {
        var found = new List<Finding>();
        foreach (var check in stage.Services.GetServices<IDoctorCheck>())
            found.AddRange((await check.CheckAsync(default)).Where(f => f is { Name: "月度额度", Healthy: false }));
        return found;
    }

    private async Task HappenAsync(string key, Allowance allowance, string month)
    {
        var place = new Place(PlaygroundPlatform.PlatformName, "allowance", PlaceKind.Direct);
        await Part<Inbox>().AcceptAsync(new InboundMessage(key, place, "", "", Part<TeamClock>().Now) { Happened = new Happening.AllowanceSpent(allowance, month) }, [key], default);
        await Part<InboxWorker>().DrainAsync(default);
        await Part<OutboxWorker>().DrainAsync(default);
    }

    private T Part<T>()
        where T : notnull => stage.Services.GetRequiredService<T>();
}
