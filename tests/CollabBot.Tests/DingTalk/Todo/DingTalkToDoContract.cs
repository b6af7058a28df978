using CollabBot.Core.ToDos;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk.Todo;

/// <summary>DingTalk's to-dos keep to what every to-do list keeps to.</summary>
public sealed class DingTalkToDoContract : ToDoListContract
{
    protected override async Task<ToDoListBench> StartAsync()
    {
        var bench = await DingTalkBench.StartAsync();
        bench.Simulator.World.Scopes.UnionWith(["Todo.Todo.Write", "Todo.Todo.Read"]);
        bench.Simulator.World.Staff[DingTalkBench.StaffId] = new SimulatedStaff("unionZhangiEiE", true, 1);
        return new Bench(bench);
    }

    private sealed class Bench(DingTalkBench dingtalk) : ToDoListBench
    {
        public override IToDoList List => dingtalk.Services.GetRequiredService<IToDoList>();

        public override string Person => DingTalkBench.StaffId;

        public override IReadOnlyList<SeenToDo> Seen =>
        [
            .. dingtalk.Simulator.ToDos.Where(t => t.Owner == "unionZhangiEiE")
                .Select(t => new SeenToDo(t.Subject, t.DueTime is { } due ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(due).UtcDateTime) : null, t.Done)),
        ];

        public override Task TickAsync(string taskId)
        {
            dingtalk.Simulator.Tick(taskId);
            return Task.CompletedTask;
        }

        public override bool Forbid() => dingtalk.Simulator.World.Scopes.Remove("Todo.Todo.Write");

        public override ValueTask DisposeAsync() => dingtalk.DisposeAsync();
    }
}
