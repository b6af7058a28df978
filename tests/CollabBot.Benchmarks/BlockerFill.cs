using CollabBot.Cli;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Playground;

namespace CollabBot.Benchmarks;

/// <summary>Fills a store with blockers of two years, in a process of its own so that filling does not count as memory of the service.</summary>
internal static class BlockerFill
{
    private const int Batch = 1000;
    private static readonly string[] Owners = ["zhangwei", "chenfeng", "zhoumin", "xiaolin"];
    private static readonly string[] Departments = ["product", "rd", "service", "product"];
    private static readonly string[] Matters = ["支付流程", "退款接口", "合同模板", "价目表", "工单系统", "数据报表", "门店库存", "客户名单", "物流单号", "活动海报"];
    private static readonly string[] Troubles = ["一直报错", "没人更新", "打不开", "等审批", "对不上账", "少了权限", "上线延期", "没有负责人"];

    /// <summary>A Wednesday morning in Shanghai.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);

    public static IConfiguration Settings(string folder) => OneOff.Settings(
    [
        $"Storage:DataDirectory={folder}", "Playground:Enabled=true", "Wiki:Target=Folder", "Feishu:AppId=", "DingTalk:ClientId=", "Team:TimeZone=Asia/Shanghai", "Team:Locale=zh-CN",
    ]);

    public static async Task<int> RunAsync(string folder, int all, int open, CancellationToken cancel)
    {
        await using var services = OneOff.Open(Settings(folder), new StillTime(Now));
        var store = services.GetRequiredService<IDocumentStore>();
        var work = services.GetRequiredService<WorkTime>();
        await using (var team = store.Begin())
        {
            PlaygroundTeam.SaveTo(team, Now);
            await team.CommitAsync(Cause.System("fill", Now), cancel);
        }

        for (var from = 0; from < all; from += Batch)
        {
            await using var unit = store.Begin();
            for (var i = from; i < Math.Min(all, from + Batch); i++)
            {
                unit.Save(Make(i, all - open <= i, all, work.Team));
                await unit.NextAsync("B", cancel);
            }

            await unit.CommitAsync(Cause.System("fill", Now), cancel);
        }

        return 0;
    }

    private static Blocker Make(int i, bool isOpen, int all, WorkSchedule schedule)
    {
        // The open ones are of the last week, whenever people work
        var opened = isOpen ? schedule.Add(Now.AddDays(-7), TimeSpan.FromSeconds(i * 97L % (5 * 8 * 3600))) : Now.AddDays(-720 + (700.0 * i / all));
        var who = i % Owners.Length;
        var blocker = new Blocker
        {
            Id = $"B-{i + 1}",
            Text = $"{Matters[i % Matters.Length]}{Troubles[i / Matters.Length % Troubles.Length]},影响第 {i} 单的交付,需要对方在本周内给出明确的时间和人",
            ReporterId = "lina",
            ReporterDepartmentId = "sales",
            OwnerId = i % 3 == 0 ? Owners[who] : null,
            OwnerDepartmentId = Departments[who],
            Severity = (Severity)(i % 3),
            Amount = i % 4 == 0 ? 10_000m * (i % 300) : null,
            OpenedAt = opened,
            History = [new BlockerEvent(BlockerStep.Opened, "lina", opened)],
        };
        if (!isOpen)
            return blocker with
            {
                State = BlockerState.Accepted,
                ClaimedById = Owners[who],
                ClaimedAt = opened.AddHours(2),
                ResolvedById = Owners[who],
                ResolvedAt = opened.AddDays(2),
                How = "回滚了配置,补上了监控,并写进了上线清单",
                AcceptedById = "lina",
                AcceptedAt = opened.AddDays(3),
                History = [.. blocker.History, new BlockerEvent(BlockerStep.Claimed, Owners[who], opened.AddHours(2)), new BlockerEvent(BlockerStep.Resolved, Owners[who], opened.AddDays(2), "回滚了配置"), new BlockerEvent(BlockerStep.Accepted, "lina", opened.AddDays(3))],
            };
        var next = blocker.NextClimb(schedule);
        while (next < Now)
            (blocker, next) = (blocker with { Rung = blocker.Rung + 1, ClimbedAt = next }, (blocker with { Rung = blocker.Rung + 1, ClimbedAt = next }).NextClimb(schedule));
        return blocker with { NextClimbAt = next };
    }
}

/// <summary>A clock that stands still unless it is moved.</summary>
internal sealed class StillTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
