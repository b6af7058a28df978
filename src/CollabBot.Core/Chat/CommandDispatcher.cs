using System.Collections.Concurrent;
using CollabBot.Core.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Core.Chat;

/// <summary>Hands a bound command to its handler, then the events it raised to every reaction, all inside the turn.</summary>
public sealed class CommandDispatcher(IServiceProvider services)
{
    private static readonly ConcurrentDictionary<Type, Reactor> Reactors = new();

    /// <summary>The handler's answer; reactions have run when it returns.</summary>
    public async Task<Reply> RunAsync(CommandInfo info, object command, Turn turn, CancellationToken cancel)
    {
        var reply = await info.RunAsync(services.GetRequiredService(info.HandlerType), command, turn, cancel);
        await ReactAsync(turn, cancel);
        return reply;
    }

    /// <summary>Runs the reactions to every event raised so far, those raised by reactions included.</summary>
    public async Task ReactAsync(Turn turn, CancellationToken cancel)
    {
        for (var i = 0; i < turn.Events.Count; i++)
            await ReactorOf(turn.Events[i].GetType()).ReactAsync(services, turn.Events[i], turn, cancel);
    }

    private static Reactor ReactorOf(Type happened) =>
        Reactors.GetOrAdd(happened, t => (Reactor)Activator.CreateInstance(typeof(Reactor<>).MakeGenericType(t))!);

    private abstract class Reactor
    {
        public abstract Task ReactAsync(IServiceProvider services, object happened, Turn turn, CancellationToken cancel);
    }

    private sealed class Reactor<T> : Reactor
    {
        public override async Task ReactAsync(IServiceProvider services, object happened, Turn turn, CancellationToken cancel)
        {
            foreach (var reaction in services.GetServices<IReaction<T>>())
                await reaction.ReactAsync((T)happened, turn, cancel);
        }
    }
}
