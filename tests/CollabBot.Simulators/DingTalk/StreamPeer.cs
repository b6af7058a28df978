using System.Net.WebSockets;
using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The gateway's end of one connection.</summary>
internal sealed class StreamPeer(string id, WebSocket socket, HashSet<string> topics)
{
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public HashSet<string> Topics { get; } = topics;

    /// <summary>True after its notice: nothing is delivered here any more.</summary>
    public bool Leaving { get; set; }

    public Task Ended => ended.Task;

    public void End() => ended.TrySetResult();

    public void Abort() => socket.Abort();

    public async Task SendAsync(byte[] frame, CancellationToken cancel)
    {
        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, true, cancel);
        }
        finally
        {
            sending.Release();
        }
    }

    public async Task ReadAsync(Action<JsonElement> take, CancellationToken cancel)
    {
        var buffer = new byte[256 * 1024];
        for (var filled = 0; ;)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(filled), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            filled += part.Count;
            if (!part.EndOfMessage)
                continue;
            using var frame = JsonDocument.Parse(buffer.AsMemory(0, filled));
            take(frame.RootElement);
            filled = 0;
        }
    }
}
