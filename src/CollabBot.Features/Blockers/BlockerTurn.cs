using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>What every command about one blocker begins with.</summary>
internal static class BlockerTurn
{
    /// <summary>The blocker the reference names, or a refusal that says where to look.</summary>
    public static async Task<Blocker> BlockerAsync(this Turn turn, RecordRef reference, CancellationToken cancel) =>
        await turn.Work.FindAsync<Blocker>(reference.Id, cancel) ?? throw new RuleException("blockers.not-found", ("id", reference.Id));
}
