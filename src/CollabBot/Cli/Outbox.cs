using System.Globalization;
using CollabBot.Core.Delivery;
using CollabBot.Core.Time;

namespace CollabBot.Cli;

/// <summary><c>collabbot outbox</c>: what is buried. Payloads are never printed, they hold people's words.</summary>
internal static class Outbox
{
    public static async Task<int> ListAsync(string[] settings, QueueName queue, TextWriter output, CancellationToken cancel)
    {
        await using var services = OneOff.Open(OneOff.Settings(settings));
        var buried = await services.GetRequiredService<IEnvelopeQueue>().BuriedAsync(queue, cancel);
        foreach (var envelope in buried)
        {
            var at = envelope.BuriedAt.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{envelope.Envelope.Key}  {at}  {envelope.Envelope.Lane}  {envelope.Envelope.Attempts} attempts  {envelope.Reason}");
        }

        await output.WriteLineAsync(buried.Count == 0 ? $"Nothing is buried in the {queue} queue." : $"{buried.Count} buried. collabbot outbox replay <key> | drop <key>");
        return 0;
    }

    public static async Task<int> ReplayAsync(string[] settings, QueueName queue, string key, TextWriter output, CancellationToken cancel)
    {
        await using var services = OneOff.Open(OneOff.Settings(settings));
        var found = await services.GetRequiredService<IEnvelopeQueue>().ReplayAsync(queue, key, services.GetRequiredService<TeamClock>().Now, cancel);
        return await SaidAsync(output, found, key, "is back in its lane; it goes out when the service runs");
    }

    public static async Task<int> DropAsync(string[] settings, QueueName queue, string key, TextWriter output, CancellationToken cancel)
    {
        await using var services = OneOff.Open(OneOff.Settings(settings));
        var found = await services.GetRequiredService<IEnvelopeQueue>().DropAsync(queue, key, cancel);
        return await SaidAsync(output, found, key, "is dropped");
    }

    private static async Task<int> SaidAsync(TextWriter output, bool found, string key, string done)
    {
        await output.WriteLineAsync(found ? $"{key} {done}." : $"Nothing with the key {key} is buried; collabbot outbox list shows what is.");
        return found ? 0 : 1;
    }
}
