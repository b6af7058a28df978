using System.Text.Json;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// Presses on cards that are not acknowledged yet, by card. The next picture of the card goes out in their acknowledgements, which shows it to the presser at once and costs no call; where none is
/// open any more, it needs a call. https://open.dingtalk.com/document/development/event-callback-card
/// </summary>
internal sealed class PressAnswers(Pulse pulse, IOptions<DingTalkOptions> options)
{
    // The client waits two seconds from the press; the ways there and back take their part
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1200);

    // Writing an acknowledgement takes no time; whoever should have written it is gone
    private static readonly TimeSpan Written = TimeSpan.FromSeconds(3);
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<OpenPress>> open = new(StringComparer.Ordinal);

    /// <summary>A press has come in; whoever opens it ends it.</summary>
    public OpenPress Open(string card)
    {
        var time = pulse.Time;
        var press = new OpenPress(this, card, time, options.Value.HasCards ? Patience : TimeSpan.Zero);
        lock (gate)
        {
            if (!open.TryGetValue(card, out var list))
                open[card] = list = [];
            list.RemoveAll(p => p.IsOver);
            list.Add(press);
        }

        return press;
    }

    /// <summary>Hands the card's new picture to its open presses; true when at least one acknowledgement went out with it.</summary>
    public async Task<bool> TellAsync(string card, CardData picture, CancellationToken cancel)
    {
        List<OpenPress> waiting;
        lock (gate)
            waiting = [.. open.GetValueOrDefault(card) ?? []];
        var taken = waiting.Where(p => p.Give(picture)).Select(p => p.WentOut).ToList();
        try
        {
            return (await Task.WhenAll(taken).WaitAsync(Written, pulse.Time, cancel)).Contains(true);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    internal void Close(OpenPress press)
    {
        lock (gate)
            if (open.TryGetValue(press.Card, out var list) && list.Remove(press) && list.Count == 0)
                open.Remove(press.Card);
    }
}

/// <summary>A press whose acknowledgement is still to be written.</summary>
internal sealed class OpenPress(PressAnswers answers, string card, TimeProvider time, TimeSpan patience)
{
    private readonly long since = time.GetTimestamp();
    private readonly TaskCompletionSource<CardData?> given = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> wentOut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Card { get; } = card;

    /// <summary>Whether the acknowledgement, with the picture that was given, was written.</summary>
    public Task<bool> WentOut => wentOut.Task;

    /// <summary>False when it is too late: the acknowledgement has gone, or will go, without.</summary>
    public bool Give(CardData picture) => !IsOver && given.TrySetResult(picture);

    /// <summary>True when its time is up, whether or not somebody ended it.</summary>
    public bool IsOver => time.GetElapsedTime(since) > patience;

    /// <summary>What to answer: the card's next picture if it is there in time, else an object that leaves the card as it is.</summary>
    public async Task<string> AnswerAsync(CancellationToken cancel)
    {
        var left = patience - time.GetElapsedTime(since);
        if (!given.Task.IsCompleted && left > TimeSpan.Zero)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(given.Task, Task.Delay(left, time, stop.Token));
            await stop.CancelAsync();
        }

        given.TrySetResult(null);
        return await given.Task is { } picture ? JsonSerializer.Serialize(new CardAnswer(CardOptions.ByKey, picture), DingTalkAnswer.Form) : "{}";
    }

    /// <summary>The acknowledgement was written, or never will be. Whatever was given after that was not taken.</summary>
    public void End(bool written)
    {
        answers.Close(this);
        given.TrySetResult(null);
        wentOut.TrySetResult(written);
    }
}
