using System.Buffers;
using System.Net.WebSockets;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>One open connection: reads frames, hands messages in, and acknowledges each only after it was accepted.</summary>
internal sealed class StreamLink(
    WebSocket socket, Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, TimeProvider time, ILogger logger) : IDisposable
{
    private const int MostBytes = 1 << 20, MostAtOnce = 128;

    // A server that pings does so every 20 to 30 seconds; when it falls silent, the connection only looks alive
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    // After its notice the server delivers nothing more and hangs up within ten seconds
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly StreamLanes lanes = new(MostAtOnce);

    /// <summary>Ends when the server gave notice: a replacement should be dialled while this connection still finishes its work.</summary>
    public Task Leaving => leaving.Task;

    /// <summary>Works until the connection ends; returns why. Throws only for our own cancellation.</summary>
    public async Task<string> RunAsync(CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var timer = time.CreateTimer(_ => end.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            for (var pings = false; ;)
            {
                if (await ReceiveAsync(end.Token) is not { } bytes)
                    return "closed by DingTalk";
                var frame = StreamFrame.Read(bytes);
                pings |= frame is { Type: "SYSTEM", Topic: "ping" };
                if (frame is { Type: "SYSTEM", Topic: "disconnect" })
                    leaving.TrySetResult();
                if (Leaving.IsCompleted || pings)
                    timer.Change(Leaving.IsCompleted ? Farewell : Silence, Timeout.InfiniteTimeSpan);
                if (frame is not null)
                    await TakeAsync(frame, cancel, end.Token);
            }
        }
        catch (WebSocketException problem)
        {
            return problem.GetBaseException().Message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Leaving.IsCompleted ? "left after DingTalk's notice" : "silent for too long";
        }
        finally
        {
            await lanes.DrainAsync();
            await HangUpAsync();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
        lanes.Dispose();
    }

    private async Task TakeAsync(StreamFrame frame, CancellationToken cancel, CancellationToken end)
    {
        switch (frame.Type, frame.Topic)
        {
            case ("SYSTEM", "ping"):
                await SendAsync(frame.Ack(200, "OK", frame.Data), end);
                break;
            case ("SYSTEM", _):
                break;
            case ("CALLBACK", StreamFrame.RobotTopic):
                await HearAsync(frame, cancel, end);
                break;
            case ("EVENT", _):
                await SendAsync(frame.Ack(200, "OK", """{"status":"SUCCESS","message":"not used"}"""), end);
                break;
            default:
                await SendAsync(frame.Ack(404, "no handler for this topic", "{}"), end);
                break;
        }
    }

    private async Task HearAsync(StreamFrame frame, CancellationToken cancel, CancellationToken end)
    {
        switch (RobotMessage.Read(frame.Bytes, time.GetUtcNow()))
        {
            case WebhookVerdict.Accept heard:
                await lanes.StartAsync(heard.Message.Place.ToString(), () => AcceptAsync(heard, frame, cancel), end);
                break;
            case WebhookVerdict.Ignore ignored:
                logger.LogInformation("Passed over a DingTalk message: {Reason}", ignored.Reason);
                await SendAsync(Heard(frame), end);
                break;
            case WebhookVerdict.Reject rejected:
                // It would be as unreadable the next time
                logger.LogWarning("Dropped a DingTalk message: {Reason}", rejected.Reason);
                await SendAsync(Heard(frame), end);
                break;
        }
    }

    private async Task AcceptAsync(WebhookVerdict.Accept heard, StreamFrame frame, CancellationToken cancel)
    {
        try
        {
            await accept(heard.Message, heard.Keys, cancel);
        }
        catch (Exception problem)
        {
            // Left unacknowledged, DingTalk delivers it again
            if (!cancel.IsCancellationRequested)
                logger.LogWarning(problem, "A DingTalk message was not accepted and stays unacknowledged");
            return;
        }

        try
        {
            await SendAsync(Heard(frame), cancel);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            logger.LogDebug(problem, "An acknowledgement came too late for its connection; the repetition will be recognised");
        }
    }

    private static byte[] Heard(StreamFrame frame) => frame.Ack(200, "OK", """{"response":null}""");

    private async Task SendAsync(byte[] bytes, CancellationToken cancel)
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
    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancel)
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

    private async Task HangUpAsync()
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
}
