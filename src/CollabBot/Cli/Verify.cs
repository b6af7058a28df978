using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Cli;

/// <summary><c>collabbot verify</c>: proves that no record was changed behind the ledger's back.</summary>
internal static class Verify
{
    public static async Task<int> RunAsync(string[] settings, TextWriter output, CancellationToken cancel)
    {
        await using var services = OneOff.Open(OneOff.Settings(settings));
        var report = await LedgerVerifier.VerifyAsync(services.GetRequiredService<IDocumentStore>(), cancel);
        foreach (var found in report.Breaks)
            await output.WriteLineAsync($"{found.Collection}/{found.DocumentId} version {found.Version}: {found.Reason}");
        await output.WriteLineAsync(report.Breaks.Count == 0
            ? $"The ledger is whole: {report.Entries} entries of {report.Documents} records."
            : $"{report.Breaks.Count} breaks in {report.Entries} entries of {report.Documents} records.");
        return report.Breaks.Count == 0 ? 0 : 1;
    }
}
