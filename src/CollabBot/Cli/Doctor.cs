using System.Globalization;
using CollabBot.Core;
using CollabBot.Core.Commands;
using CollabBot.Core.Features;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Storage.LiteDb;
using Microsoft.Extensions.Options;

namespace CollabBot.Cli;

/// <summary><c>collabbot doctor</c>: one light per matter, each red one with a sentence that says what to do. 0 = none is red; yellow is not proved yet.</summary>
internal static class Doctor
{
    private const int DaysOfWarning = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] settings, TextWriter output, CancellationToken cancel)
    {
        var configuration = OneOff.Settings(settings);
        await using var services = OneOff.Open(configuration);
        var findings = await FromServiceAsync(services, configuration, cancel) ?? await FindAsync(services, configuration, cancel);
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"{(finding.Healthy ? "🟢" : finding.Unproved ? "🟡" : "🔴")} {finding.Name}: {finding.Sentence}");
            if (finding.Link is not null)
                await output.WriteLineAsync("   " + finding.Link);
        }

        return findings.All(f => f.Healthy || f.Unproved) ? 0 : 1;
    }

    /// <summary>All findings, in the team's language.</summary>
    public static async Task<IReadOnlyList<Finding>> FindAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancel)
    {
        var phrases = services.GetRequiredService<Phrasebook>();
        var locale = services.GetRequiredService<IOptions<TeamOptions>>().Value.Locale;
        Finding Light(string key, bool healthy, string outcome, params (string, object?)[] values) =>
            new(phrases.Say(new Phrase(key, values), locale), healthy, phrases.Say(new Phrase($"{key}.{outcome}", values), locale));

        var clock = services.GetRequiredService<TeamClock>();
        var until = clock.Calendar.KnownUntil;
        var enough = clock.Today.AddDays(DaysOfWarning) <= until;
        var group = configuration["SyncDay:Group"];
        var findings = new List<Finding>
        {
            Light("doctor.settings", true, "ok"),
            Light("doctor.storage", true, "ok", ("directory", configuration["Storage:DataDirectory"] ?? "data")),
            Light("doctor.calendar", enough, enough ? "ok" : "short", ("until", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("zone", clock.Zone.Id)) with
            {
                // Until the last known day has passed, plans are right; there is time to act
                Unproved = !enough && clock.Today <= until,
            },
            Light("doctor.words", true, "ok", ("count", services.GetRequiredService<CommandCatalog>().All.Count)),
        };
        if (Composition.PlaygroundIsOn(configuration))
            findings.Add(Light("doctor.platforms", true, "none"));
        else
            findings.Add(Light("doctor.sync-group", !string.IsNullOrEmpty(group), string.IsNullOrEmpty(group) ? "missing" : "ok", ("group", group)));
        foreach (var platform in services.GetServices<IPlatform>().Where(p => p.Name != Playground.PlaygroundPlatform.PlatformName))
        {
            var ready = await platform.ReadyAsync(cancel);
            findings.Add(Light("doctor.platform", ready, ready ? "ok" : "bad", ("name", platform.Name)));
        }

        foreach (var check in services.GetServices<IDoctorCheck>())
            findings.AddRange(await check.CheckAsync(cancel));
        return findings;
    }

    // While the service runs it alone may open the store, and only it knows what came in
    private static async Task<IReadOnlyList<Finding>?> FromServiceAsync(IServiceProvider services, IConfiguration configuration, CancellationToken cancel)
    {
        try
        {
            _ = services.GetRequiredService<IDocumentStore>();
            return null;
        }
        catch (DirectoryInUseException)
        {
            // Below
        }

        try
        {
            using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(Doctor));
            client.Timeout = Patience;
            if (await client.GetFromJsonAsync<Finding[]>(new Uri(new Uri(Connect.Page(configuration, "")), "/health/doctor"), cancel) is { } findings)
                return findings;
        }
        catch (Exception exception) when (
            exception is HttpRequestException or System.Text.Json.JsonException or FormatException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // It listens elsewhere, or is not ours
        }

        var phrases = services.GetRequiredService<Phrasebook>();
        var locale = services.GetRequiredService<IOptions<TeamOptions>>().Value.Locale;
        return [new Finding(phrases.Say("doctor.storage", locale), false, phrases.Say("doctor.storage.elsewhere", locale, ("url", configuration["Urls"] ?? "http://127.0.0.1:5080")))];
    }
}
