using System.Security.Cryptography;
using System.Text;
using CollabBot.Core;

namespace CollabBot.Features.Feedback;

/// <summary>
/// Counts the different people of a batch without knowing them afterwards: a seal is a keyed hash of batch and person, and the key lives only in this process's memory. After a restart old
/// seals can be compared with nothing, so the count begins again: too late rather than too early.
/// </summary>
internal sealed class Sealer
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly string epoch = Ids.New();

    /// <summary>The batch with one more person in it; the same person twice changes nothing.</summary>
    public FeedbackRound Count(FeedbackRound round, string personId)
    {
        var seal = SealOf(round, personId);
        var seals = round.Epoch == epoch ? round.Seals : [];
        return round with { Epoch = epoch, Seals = [.. seals.Append(seal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }

    private string SealOf(FeedbackRound round, string personId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{round.Id}\n{round.Number}\n{personId}")))[..24];
}
