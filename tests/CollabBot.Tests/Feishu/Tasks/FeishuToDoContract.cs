using CollabBot.Core.ToDos;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Feishu.Tasks;

/// <summary>Feishu's tasks keep to what every to-do list keeps to.</summary>
public sealed class FeishuToDoContract : ToDoListContract
{
    protected override async Task<ToDoListBench> StartAsync()
    {
        var feishu = await FeishuBench.StartAsync();
        feishu.Simulator.App.Grant("task:task:write");
        return new Bench(feishu);
    }

    private sealed class Bench(FeishuBench feishu) : ToDoListBench
    {
        public override IToDoList List => feishu.Get<IToDoList>();

        public override string Person => "ou_2222222222222222222222222222222b";

        public override IReadOnlyList<SeenToDo> Seen =>
        [
            .. feishu.Simulator.Tasks.All.Where(t => t.Assignee == Person)
                .Select(t => new SeenToDo(t.Summary, t.Due is null ? null : DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(t.Due, null)).UtcDateTime), t.CompletedAt is not null)),
        ];

        public override Task TickAsync(string taskId)
        {
            feishu.Simulator.Tasks.Tick(taskId);
            return Task.CompletedTask;
        }

        public override bool Forbid()
        {
            feishu.Simulator.World.Withheld["task:task:write"] = true;
            return true;
        }

        public override bool LoseAnswer()
        {
            feishu.Simulator.Faults.LoseAnswer("/task/v2/tasks");
            return true;
        }

        public override ValueTask DisposeAsync() => feishu.DisposeAsync();
    }
}
