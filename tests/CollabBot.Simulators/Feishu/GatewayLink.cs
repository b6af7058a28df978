using System.Net.WebSockets;

namespace CollabBot.Simulators.Feishu;

/// <summary>One client's connection at the gateway.</summary>
internal sealed class GatewayLink(WebSocket socket)
{
    private readonly SemaphoreSlim writing = new(1, 1);

    public bool IsOpen => socket.State == WebSocketState.Open;

    public void Abort() => socket.Abort();

    public Task SendAsync(WireFrame frame, CancellationToken cancel) => SendAsync(frame.Encode(), cancel);

    public async Task SendAsync(byte[] bytes, CancellationToken cancel, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        await writing.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(bytes, type, true, cancel);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>The next frame; null when the client closed.</summary>
    public async Task<WireFrame?> ReceiveAsync(CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            whole.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return received.MessageType == WebSocketMessageType.Binary ? WireFrame.Decode(whole.ToArray()) : throw new WebSocketException("frames are binary");
        }
    }
}
