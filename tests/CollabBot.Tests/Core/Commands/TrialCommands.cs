using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Tests.Core.Commands;

internal enum Level
{
    P0,
    P1,
    P2,
}

internal enum Signing
{
    Signed,
    Anonymous,
}

[Command("blocker")]
internal sealed record OpenTrial(
    Rest Text, Assignee? Owner = null, Due? Due = null, Level Level = Level.P1, Money? Amount = null, [Ref("G")] RecordRef? Goal = null);

[Command("blocker list")]
internal sealed record ListTrials;

[Command("blocker mine")]
internal sealed record MyTrials;

[Command("blocker department")]
internal sealed record DepartmentTrials(Departments? Departments = null);

[Command("blocker show", Shows = "B")]
internal sealed record ShowTrial([Ref("B")] RecordRef Blocker);

[Command("blocker claim")]
internal sealed record ClaimTrial([Ref("B")] RecordRef Blocker, Due? Promised = null);

[Command("blocker transfer")]
internal sealed record TransferTrial([Ref("B")] RecordRef Blocker, Assignee To, Rest? Reason = null);

[Command("goal draft")]
internal sealed record DraftTrial(
    Rest Statement, FromTo Range, [Labelled] string Source, DateOnly Due, [Labelled] string? Metric = null, [Labelled, Long] string? Definition = null, Departments? Departments = null);

[Command("goal show", Shows = "G")]
internal sealed record ShowGoalTrial([Ref("G")] RecordRef Goal);

[Command("goal progress")]
internal sealed record ProgressTrial([Ref("G")] RecordRef Goal, decimal Value, Rest? Note = null);

[Command("register")]
internal sealed record RegisterTrial([Labelled] string Source, FromTo? Range = null, int Weeks = 4, bool Urgent = false, Money? Budget = null);

[Command("feedback", DirectOnly = true)]
internal sealed record FeedbackTrial([Long] Rest Text, PersonArgument? To = null, Signing? Signing = null);

[Command("help")]
internal sealed record HelpTrial(Rest? Topic = null);

[Command("me")]
internal sealed record MeTrial;

/// <summary>The handlers a catalog asks for; what they do is of no interest here.</summary>
internal sealed class TrialHandlers :
    IHandler<OpenTrial>, IHandler<ListTrials>, IHandler<MyTrials>, IHandler<DepartmentTrials>, IHandler<ShowTrial>, IHandler<ClaimTrial>, IHandler<TransferTrial>,
    IHandler<DraftTrial>, IHandler<ShowGoalTrial>, IHandler<ProgressTrial>, IHandler<RegisterTrial>, IHandler<FeedbackTrial>, IHandler<HelpTrial>, IHandler<MeTrial>
{
    public Task<Reply> HandleAsync(OpenTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Say("trial.opened", ("text", command.Text)));

    public Task<Reply> HandleAsync(ListTrials command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(MyTrials command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(DepartmentTrials command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(ShowTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(ClaimTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(TransferTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(DraftTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(ShowGoalTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(ProgressTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(RegisterTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(FeedbackTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(HelpTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);

    public Task<Reply> HandleAsync(MeTrial command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);
}
