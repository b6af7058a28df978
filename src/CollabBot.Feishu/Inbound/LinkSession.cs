using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Inbound.Wire;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>One open connection: pings, puts fragments together, hands events over in order and acknowledges each only after that.</summary>
internal sealed class LinkSession(
    WebSocket socket, int service, LinkPace pace, EventReader reader, Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, TimeProvider time, ILogger logger)
    : IDisposable
{
    private const int MostFrameBytes = 8 << 20;
    private static readonly TimeSpan PongPatience = TimeSpan.FromSeconds(8);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Fragments fragments = new(time);
    private long heard;

    public void Dispose() => writing.Dispose();

    /// <summary>Returns when the platform closes; throws <see cref="WebSocketException"/> when the line breaks.</summary>
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
            var received = await socket.ReceiveAsync(buffer.GetMemory(4096), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            buffer.Advance(received.Count);
            if (buffer.WrittenCount > MostFrameBytes)
                throw new WebSocketException("a frame larger than 8 MiB");
            if (!received.EndOfMessage)
                continue;
            Volatile.Write(ref heard, time.GetTimestamp());
            if (Parse(buffer.WrittenSpan) is { } frame)
                await TakeAsync(frame, cancel);
            buffer.ResetWrittenCount();
        }
    }

    private Frame? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Frame.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            logger.LogWarning("Feishu's long connection sent a frame that is none");
            return null;
        }
    }

    private async Task TakeAsync(Frame frame, CancellationToken cancel)
    {
        if (frame.Method == LinkFrames.Control)
        {
            if (frame.Header("type") == "pong")
                pace.Take(frame.Payload.Span);
            return;
        }

        // Card actions come as "event" in production; "card" is what some clients saw
        if (frame.Method != LinkFrames.Data || frame.Header("type") is not ("event" or "card"))
            return;
        var started = time.GetTimestamp();
        if (fragments.Add(frame.Header("message_id") ?? "", frame.Number("sum"), frame.Number("seq"), frame.Payload.Span) is not { } payload)
            return;
        var (code, response) = await HandleAsync(payload, cancel);
        await SendAsync(LinkFrames.Ack(frame, code, response, time.GetElapsedTime(started)), cancel);
    }

    private async Task<(int Code, string? Response)> HandleAsync(byte[] payload, CancellationToken cancel)
    {
        switch (Read(payload))
        {
            case WebhookVerdict.Accept taken:
                try
                {
                    await accept(taken.Message, taken.Keys, cancel);
                    return (200, taken.ResponseJson == EventReader.Nothing ? null : taken.ResponseJson);
                }
                catch (Exception exception) when (!cancel.IsCancellationRequested)
                {
                    // Not stored: the platform delivers it again
                    logger.LogError(exception, "An event from Feishu could not be stored");
                    return (500, null);
                }

            case WebhookVerdict.Reject rejected:
                // Delivered again it would be as unreadable
                logger.LogWarning("Refused an event from Feishu's long connection: {Reason}", rejected.Reason);
                return (200, null);
            default:
                return (200, null);
        }
    }

    private WebhookVerdict Read(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return reader.Read(json.RootElement, time.GetUtcNow());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new WebhookVerdict.Reject(400, "the event is not readable JSON");
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
