using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.SyncDay;

/// <summary>What a department brings: progress, blockers, requests for support. Without words it answers with the prefilled form.</summary>
[Command("sync fill")]
public sealed record FillEntry([Long] Rest? Progress = null, [Labelled, Long] string? Blockers = null, [Labelled, Long] string? Asks = null, Departments? Department = null);

internal sealed class FillEntryHandler(MeetingBook book, FillForms forms, AgendaMaker agenda) : IHandler<FillEntry>
{
    private const int Longest = 2000;

    public async Task<Reply> HandleAsync(FillEntry command, Turn turn, CancellationToken cancel)
    {
        var led = turn.Roster.LedBy(turn.Actor);
        if (led.Count == 0)
            return Reply.Refuse("sync.fill-heads-only");
        if (await book.ToFillAsync(turn, cancel) is not { } meeting)
            return Reply.Refuse("sync.no-group");
        var department = command.Department?.Items is [var named, ..] ? named : await FirstMissingAsync(led, meeting, turn, cancel);
        if (!turn.Roster.LedBy(turn.Actor).Any(d => d.Id == department.Id))
            return Reply.Refuse("sync.fill-not-yours", ("department", department.Name));
        return string.IsNullOrWhiteSpace(command.Progress?.Text)
            ? await AskAsync(meeting, department, turn, cancel)
            : await FillAsync(command, meeting, department, turn, cancel);
    }

    private async Task<Reply> AskAsync(SyncMeeting meeting, Department department, Turn turn, CancellationToken cancel)
    {
        // In a group the form would show a draft to everybody
        var card = await forms.AskAsync(meeting, department, turn.Actor, false, turn, cancel);
        if (turn.IsDirect)
            return card;
        turn.Tell(turn.Actor, card);
        return Reply.Say("sync.form-sent");
    }

    private async Task<Reply> FillAsync(FillEntry command, SyncMeeting meeting, Department department, Turn turn, CancellationToken cancel)
    {
        var progress = command.Progress!.Text.Trim();
        if (progress.Length > Longest || command.Blockers?.Length > Longest)
            return Reply.Refuse("sync.too-long", ("limit", Longest));
        var id = SyncEntry.IdOf(meeting.Id, department.Id);
        var before = await turn.Work.FindAsync<SyncEntry>(id, cancel);
        var late = turn.Now >= book.StartOf(meeting) || meeting.OpenedAt is not null;
        var entry = (before ?? new SyncEntry { Id = id, SyncId = meeting.Id, DepartmentId = department.Id, Progress = "", By = "", Late = late }) with
        {
            Progress = progress,
            Blockers = string.IsNullOrWhiteSpace(command.Blockers) ? null : command.Blockers.Trim(),
            By = turn.Actor.Id,
            SubmittedAt = turn.Now,
            ByDeputy = department.HeadId != turn.Actor.Id,
        };
        turn.Work.Save(entry);
        // A form says all there is; a typed line says nothing about what it leaves out
        if (command.Asks is not null || turn.Message.Fields is not null)
            await AskDesk.KeepAsync(command.Asks, department, turn, cancel);
        await agenda.RefreshAsync(meeting, turn, cancel);
        var card = FillForms.Thank(meeting, entry);
        if (turn.IsDirect)
            return card;
        turn.Refresh(card);
        return Reply.Say("sync.filled", ("department", department.Name));
    }

    private static async Task<Department> FirstMissingAsync(IReadOnlyList<Department> led, SyncMeeting meeting, Turn turn, CancellationToken cancel)
    {
        foreach (var department in led)
            if (await turn.Work.FindAsync<SyncEntry>(SyncEntry.IdOf(meeting.Id, department.Id), cancel) is null)
                return department;
        return led[0];
    }
}
