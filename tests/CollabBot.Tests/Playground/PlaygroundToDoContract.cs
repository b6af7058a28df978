using CollabBot.Core.ToDos;
using CollabBot.Playground;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Playground;

/// <summary>The personas' lists keep to what every to-do list keeps to.</summary>
public sealed class PlaygroundToDoContract : ToDoListContract
{
    protected override Task<ToDoListBench> StartAsync() => Task.FromResult<ToDoListBench>(new Bench());

    private sealed class Bench : ToDoListBench
    {
        private readonly LiteDbHost host = new();
        private readonly PlaygroundToDos list;

        public Bench() => list = new PlaygroundToDos(host.Store, host.Clock, new PlaygroundFeed());

        public override IToDoList List => list;

        public override string Person => "lina";

        public override IReadOnlyList<SeenToDo> Seen => [.. list.ListAsync(CancellationToken.None).GetAwaiter().GetResult().Where(t => t.Mark != ToDoMark.Gone).Select(t => new SeenToDo(t.Title, t.Due, t.Mark == ToDoMark.Ticked))];

        public override Task TickAsync(string taskId) => list.MarkAsync(taskId, ToDoMark.Ticked, CancellationToken.None);

        public override ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
