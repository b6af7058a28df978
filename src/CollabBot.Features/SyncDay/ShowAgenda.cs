using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.SyncDay;

/// <summary>What the meeting is about, as of now.</summary>
[Command("sync agenda")]
public sealed record ShowAgenda;

internal sealed class ShowAgendaHandler(MeetingBook book, AgendaMaker agenda) : IHandler<ShowAgenda>
{
    public async Task<Reply> HandleAsync(ShowAgenda command, Turn turn, CancellationToken cancel) =>
        await book.ToFillAsync(turn, cancel) is { } meeting ? await agenda.MakeAsync(meeting, turn, cancel) : Reply.Refuse("sync.no-group");
}
