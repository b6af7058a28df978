using System.Net.WebSockets;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>One open connection: reads frames, hands them in, and acknowledges each only after it was accepted.</summary>
internal sealed class StreamLink(
    FrameSocket socket, StreamDesk desk, Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, TimeProvider time, ILogger logger) : IDisposable
{
    private const int MostAtOnce = 128;

    // A server that pings does so every 20 to 30 seconds; when it falls silent, the connection only looks alive
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    // After its notice the server delivers nothing more and hangs up within ten seconds
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    // DingTalk waits three seconds for an acknowledgement, the client of who pressed a card only two
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamLanes lanes = new(MostAtOnce);
    private bool toldUnreadable;

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
                if (await socket.ReceiveAsync(end.Token) is not { } bytes)
                    return "closed by DingTalk";
                var frame = StreamFrame.Read(bytes);
                pings |= frame is { Type: "SYSTEM", Topic: "ping" };
                if (frame is { Type: "SYSTEM", Topic: "disconnect" })
                    leaving.TrySetResult();
                if (Leaving.IsCompleted || pings)
                    timer.Change(Leaving.IsCompleted ? Farewell : Silence, Timeout.InfiniteTimeSpan);
                if (frame is null)
                    TellUnreadable(bytes.Length);
                else
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
            await socket.HangUpAsync();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        lanes.Dispose();
    }

    private async Task TakeAsync(StreamFrame frame, CancellationToken cancel, CancellationToken end)
    {
        if (frame.Type == "SYSTEM")
        {
            if (frame.Topic == "ping")
                await socket.SendAsync(frame.Ack(200, "OK", frame.Data), end);
            return;
        }

        if (Understand(frame) is not { } work)
        {
            await socket.SendAsync(frame.Ack(500, "not understood", "{}"), end);
            return;
        }

        switch (work.Verdict)
        {
            case WebhookVerdict.Accept heard:
                var since = time.GetTimestamp();
                await lanes.StartAsync(heard.Message.Place.ToString(), () => AcceptAsync(heard, work, since, cancel), end);
                return;
            case WebhookVerdict.Ignore ignored:
                logger.LogDebug("Passed over a DingTalk frame: {Reason}", ignored.Reason);
                break;
            case WebhookVerdict.Reject rejected:
                // It would be as unreadable the next time
                logger.LogWarning("Dropped a DingTalk frame: {Reason}", rejected.Reason);
                break;
        }

        await socket.SendAsync(work.Ack, end);
        work.Settled();
    }

    private StreamWork? Understand(StreamFrame frame)
    {
        try
        {
            return desk.Read(frame, time.GetUtcNow());
        }
        catch (Exception problem)
        {
            // A bug of ours in one frame must not cost the connection that all others come by
            logger.LogError(problem, "A DingTalk frame of type {FrameType} could not be read", frame.Type);
            return null;
        }
    }

    private async Task AcceptAsync(WebhookVerdict.Accept heard, StreamWork work, long since, CancellationToken cancel)
    {
        var storing = StoreAsync(heard, cancel);
        var late = await IsLateAsync(storing, since, cancel);
        if ((late || !await storing) && work.Late is { } again)
            await AcknowledgeAsync(again, cancel);
        if (!await storing || (late && work.Late is not null))
            work.Press?.End(written: false);
        else if (work.Press is { } press)
            // What was said in the chat meanwhile need not wait for it
            lanes.Beside(AnswerAsync(press, work, cancel));
        else if (await AcknowledgeAsync(work.Ack, cancel))
            work.Settled();
    }

    private async Task AnswerAsync(OpenPress press, StreamWork work, CancellationToken cancel)
    {
        var written = await AcknowledgeAsync(work.Shown(await press.AnswerAsync(cancel)), cancel);
        press.End(written);
        if (written)
            work.Settled();
    }

    private async Task<bool> IsLateAsync(Task storing, long since, CancellationToken cancel)
    {
        var left = Deadline - time.GetElapsedTime(since);
        if (storing.IsCompleted)
            return false;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waited = left > TimeSpan.Zero ? Task.Delay(left, time, stop.Token) : Task.CompletedTask;
        var late = await Task.WhenAny(storing, waited) != storing && !cancel.IsCancellationRequested;
        await stop.CancelAsync();
        if (late)
            logger.LogWarning("A DingTalk frame is not stored within {Deadline}; DingTalk may deliver it again, which will be recognised", Deadline);
        return late;
    }

    /// <summary>False when it could not be stored: left unacknowledged, DingTalk delivers it again.</summary>
    private async Task<bool> StoreAsync(WebhookVerdict.Accept heard, CancellationToken cancel)
    {
        try
        {
            foreach (var one in heard.More.Prepend(heard))
                await accept(one.Message, one.Keys, cancel);
            return true;
        }
        catch (Exception problem)
        {
            if (!cancel.IsCancellationRequested)
                logger.LogWarning(problem, "A DingTalk frame was not accepted and stays unacknowledged");
            return false;
        }
    }

    /// <summary>False when the connection is gone: then it comes again.</summary>
    private async Task<bool> AcknowledgeAsync(byte[] ack, CancellationToken cancel)
    {
        try
        {
            await socket.SendAsync(ack, cancel);
            return true;
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            logger.LogDebug(problem, "An acknowledgement came too late for its connection; the repetition will be recognised");
            return false;
        }
    }

    private void TellUnreadable(int length)
    {
        if (!toldUnreadable)
            logger.LogWarning("A frame of {Bytes} bytes on DingTalk's stream is no frame; others of this connection are passed over in silence", length);
        toldUnreadable = true;
    }
}
