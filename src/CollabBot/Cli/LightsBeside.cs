using CollabBot.Connect;
using CollabBot.Core.Connect;
using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Cli;

/// <summary>Prints, while the service runs, the console's switches once and each light whenever it changes.</summary>
internal static class LightsBeside
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static async Task ShowAsync(WebApplication app, string platform, string locale, TextWriter output, CancellationToken cancel)
    {
        if (app.Services.LightsOf(platform) is not { } lights || app.Services.GetRequiredService<ConnectDesk>().Way(platform) is not { } way)
            return;
        var phrases = app.Services.GetRequiredService<Phrasebook>();
        var time = app.Services.GetRequiredService<Pulse>().Time;
        await output.WriteLineAsync(phrases.Say(way, locale, "cli.console", ("url", Connect.Page(app.Urls.FirstOrDefault(), platform))));
        foreach (var (step, number) in way.Steps.Select((s, i) => (s, i + 1)))
        {
            await output.WriteLineAsync($"{number}. {phrases.Say(way, locale, "step." + step.Key)} · {phrases.Say(way, locale, $"step.{step.Key}.why")}");
            foreach (var link in step.Links)
                await output.WriteLineAsync("   " + link.Url);
        }

        await output.WriteLineAsync(phrases.Say(way, locale, "cli.lights"));
        var shown = new Dictionary<string, Light>(StringComparer.Ordinal);
        while (true)
        {
            var now = await lights.LookAsync(locale, cancel);
            foreach (var light in now.Where(l => shown.GetValueOrDefault(l.Key) != l))
                await output.WriteLineAsync($"{Lamp(light)} {light.Name}: {light.Sentence}{(light.Link is null ? "" : "\n   " + light.Link)}");
            if (now.All(l => l.Colour == LightColour.Green) && shown.Values.Any(l => l.Colour != LightColour.Green))
                await output.WriteLineAsync(phrases.Say(way, locale, "cli.all-green"));
            shown = now.ToDictionary(l => l.Key, StringComparer.Ordinal);
            await Task.Delay(Pause, time, cancel);
        }
    }

    private static string Lamp(Light light) => light.Colour switch { LightColour.Green => "🟢", LightColour.Red => "🔴", _ => "🟡" };
}
