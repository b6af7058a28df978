using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.SyncDay;

/// <summary>Asks a department for support; it stays on the agenda until it is answered.</summary>
[Command("ask")]
public sealed record AskSupport(Rest Text, Departments To);

/// <summary>Answers a request for support.</summary>
[Command("ask answer")]
public sealed record AnswerAsk([Ref("Q")] RecordRef Ask, Rest Answer);

/// <summary>Requests that nobody has answered.</summary>
[Command("ask list")]
public sealed record ListAsks;

/// <summary>One request, live.</summary>
public sealed record AskCard(SupportAsk Ask) : View
{
    public override string? Key => $"ask:{Ask.Id}";

    public string Text => Short.Line(Ask.Text, 1000);

    public string From => Ask.FromDepartmentId ?? Ask.AskedBy;

    public bool Answered => Ask.State == AskState.Answered;

    public bool Withdrawn => Ask.State == AskState.Withdrawn;

    public string? Answer => Ask.Answer is { } answer ? Short.Line(answer, 1000) : null;
}

/// <summary>Requests that nobody has answered, oldest first.</summary>
public sealed record AskList(IReadOnlyList<AskPoint> Asks) : View;

internal sealed class AskSupportHandler : IHandler<AskSupport>
{
    public async Task<Reply> HandleAsync(AskSupport command, Turn turn, CancellationToken cancel)
    {
        if (command.To.Items is not [var to])
            return Reply.Refuse("sync.ask-one");
        return new AskCard(await AskDesk.OpenAsync(command.Text.Text, turn.Roster.DepartmentOf(turn.Actor)?.Id, to.Id, turn, cancel));
    }
}

internal sealed class AnswerAskHandler : IHandler<AnswerAsk>
{
    public async Task<Reply> HandleAsync(AnswerAsk command, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<SupportAsk>(command.Ask.Id, cancel) is not { } ask)
            return Reply.Refuse("sync.not-found", ("id", command.Ask.Id));
        if (ask.State == AskState.Withdrawn)
            return Reply.Refuse("sync.ask-withdrawn", ("id", ask.Id));
        return new AskCard(AskDesk.Answer(ask, command.Answer.Text, turn));
    }
}

internal sealed class ListAsksHandler : IHandler<ListAsks>
{
    public async Task<Reply> HandleAsync(ListAsks command, Turn turn, CancellationToken cancel) =>
        new AskList([.. (await turn.Work.ListAsync(SupportAsks.Unanswered, cancel)).Take(15).Select(AskPoint.Of)]);
}
