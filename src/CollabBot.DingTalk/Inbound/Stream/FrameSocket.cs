using System.Buffers;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>Whole frames over a WebSocket: read by one, written by many in turn.</summary>
internal sealed class FrameSocket(WebSocket socket, TimeProvider time, ILogger logger) : IDisposable
{
    private const int MostBytes = 1 << 20;
    private readonly SemaphoreSlim sending = new(1, 1);

    public async Task SendAsync(byte[] bytes, CancellationToken cancel)
    {
        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancel);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>A whole frame, or null when the other side closed.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancel)
    {
        var frame = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var part = await socket.ReceiveAsync(frame.GetMemory(4096), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            frame.Advance(part.Count);
            if (frame.WrittenCount > MostBytes)
                throw new WebSocketException("a frame of more than 1 MiB");
            if (part.EndOfMessage)
                return frame.WrittenMemory;
        }
    }

    public async Task HangUpAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            logger.LogDebug(problem, "The stream was gone before it could be closed");
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }
}
