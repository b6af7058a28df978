using System.Collections.Concurrent;

namespace CollabBot.Simulators.Feishu;

/// <summary>Misbehaviour on request: each fault is used up by one matching call.</summary>
public sealed class Faults
{
    private readonly ConcurrentQueue<Fault> waiting = new();

    /// <summary>The next so many calls whose path holds <paramref name="path"/> get this answer instead of being served.</summary>
    public void Answer(FeishuReply reply, string path = "/im/v1/messages", int times = 1) => Add(new Fault(path, reply, false, false), times);

    /// <summary>The next calls are served, but their answer is lost on the way back.</summary>
    public void LoseAnswer(string path = "/im/v1/messages", int times = 1) => Add(new Fault(path, null, true, false), times);

    /// <summary>The next calls get no answer until the caller gives up.</summary>
    public void Hang(string path = "/im/v1/messages", int times = 1) => Add(new Fault(path, null, false, true), times);

    /// <summary>Forgets what has not happened yet.</summary>
    public void Clear() => waiting.Clear();

    internal Fault? Take(string path)
    {
        for (var left = waiting.Count; left > 0 && waiting.TryDequeue(out var fault); left--)
        {
            if (path.Contains(fault.Path, StringComparison.Ordinal))
                return fault;
            waiting.Enqueue(fault);
        }

        return null;
    }

    private void Add(Fault fault, int times)
    {
        for (var i = 0; i < times; i++)
            waiting.Enqueue(fault);
    }

    internal sealed record Fault(string Path, FeishuReply? Reply, bool LoseAnswer, bool Hang);
}
