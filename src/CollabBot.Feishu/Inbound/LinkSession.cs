using System.Buffers;
using System.Net.WebSockets;
using CollabBot.Core.Chat;
using CollabBot.Feishu.Inbound.Wire;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>
/// One open connection: pings, puts fragments together, hands events over in their order and acknowledges each once it is stored. Many may be on their way to the disk at
/// once, for the store writes them together.
/// </summary>
internal sealed class LinkSession(
    WebSocket socket, int service, LinkPace pace, LinkDesk desk, Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, TimeProvider time, ILogger logger)
    : IDisposable
{
    private const int MostFrameBytes = 8 << 20;
    private const int MostUnderWay = 256;
    private static readonly TimeSpan PongPatience = TimeSpan.FromSeconds(8);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim room = new(MostUnderWay, MostUnderWay);
    private readonly Fragments fragments = new(time);
    private long heard;

    public void Dispose()
    {
        writing.Dispose();
        room.Dispose();
    }

    /// <summary>Returns when the platform closes; throws <see cref="WebSocketException"/> when the line breaks or what comes is no frame.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pings = PingAsync(ended.Token);
        try
        {
            await ReceiveAsync(ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await pings;
            for (var i = 0; i < MostUnderWay; i++)
                await room.WaitAsync(CancellationToken.None);
        }
    }

    private async Task PingAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var sent = time.GetTimestamp();
                await SendAsync(LinkFrames.Ping(service), cancel);
                await Task.Delay(PongPatience, time, cancel);
                if (Volatile.Read(ref heard) < sent)
                {
                    logger.LogWarning("Feishu's long connection gave no answer to a ping");
                    socket.Abort();
                    return;
                }

                await Task.Delay(pace.PingInterval - PongPatience, time, cancel);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The receiving side sees the same end and reports it
        }
    }

    private async Task ReceiveAsync(CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        while (true)
        {
            var received = await ReadAsync(buffer.GetMemory(4096), cancel);
            // Whatever comes shows that the line lives; a long frame may take its time
            Volatile.Write(ref heard, time.GetTimestamp());
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            if (received.MessageType != WebSocketMessageType.Binary)
                throw new WebSocketException("it sent text where frames are binary");
            buffer.Advance(received.Count);
            if (buffer.WrittenCount > MostFrameBytes)
                throw new WebSocketException("a frame larger than 8 MiB");
            if (!received.EndOfMessage)
                continue;
            await TakeAsync(Parse(buffer.WrittenSpan), cancel);
            buffer.ResetWrittenCount();
        }
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, cancel);
        }
        catch (Exception exception) when (exception is ObjectDisposedException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // Given up by the ping that had no answer, while this was reading
            throw new WebSocketException("it fell silent");
        }
    }

    // What follows a frame that is none cannot be trusted either: a new connection starts clean, and what was not acknowledged comes again
    private static Frame Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (Frame.Parser.ParseFrom(bytes) is var frame && frame.IsWhole())
                return frame;
        }
        catch (InvalidProtocolBufferException)
        {
            // Below
        }

        throw new WebSocketException("it sent a frame that is none");
    }

    private async Task TakeAsync(Frame frame, CancellationToken cancel)
    {
        var type = frame.Header("type") ?? "";
        if (frame.Method == LinkFrames.Control)
        {
            if (type == "pong")
                pace.Take(frame.Payload.Span);
            else
                desk.Pass($"control frame {type}");
            return;
        }

        // Card actions come as "event" in production; "card" is what some clients saw
        if (frame.Method != LinkFrames.Data || type is not ("event" or "card"))
        {
            desk.Pass($"frame {frame.Method} {type}");
            await SendAsync(LinkFrames.Ack(frame, 200, null, TimeSpan.Zero), cancel);
            return;
        }

        if (fragments.Add(frame.Header("message_id") ?? "", frame.Number("sum"), frame.Number("seq"), frame.Payload.Span) is not { } payload)
            return;
        await room.WaitAsync(cancel);
        _ = AnswerAsync(frame, payload, cancel);
    }

    private async Task AnswerAsync(Frame frame, byte[] payload, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        try
        {
            var (code, response) = await desk.TakeAsync(payload, accept, cancel);
            await SendAsync(LinkFrames.Ack(frame, code, response, time.GetElapsedTime(started)), cancel);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The line is gone: it comes again, and the inbox knows it
        }
#pragma warning disable CA1031 // a worker: one event that cannot be read must not end the others
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "An event from Feishu broke its reader");
        }
        finally
        {
            room.Release();
        }
    }

    private async Task SendAsync(Frame frame, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(frame.ToByteArray(), WebSocketMessageType.Binary, true, cancel);
        }
        finally
        {
            writing.Release();
        }
    }
}
