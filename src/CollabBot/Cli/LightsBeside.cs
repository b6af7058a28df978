using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Feishu.Doctor;

namespace CollabBot.Cli;

/// <summary>Prints, while the service runs, the console's switches once and each light whenever it changes.</summary>
internal static class LightsBeside
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static async Task ShowAsync(WebApplication app, string locale, TextWriter output, CancellationToken cancel)
    {
        if (app.Services.LightsOf("feishu") is not { } lights)
            return;
        var phrases = app.Services.GetRequiredService<Phrasebook>();
        var time = app.Services.GetRequiredService<Pulse>().Time;
        var console = app.Services.GetRequiredService<FeishuConsole>();
        await output.WriteLineAsync(phrases.Say("connect.cli.console", locale, ("url", Connect.Page(app.Urls.FirstOrDefault()))));
        (string Key, string[] Links)[] steps = [("bot", [console.Bot]), ("scopes", [console.Scopes(FeishuScopes.Names)]), ("events", [console.Events, console.Callbacks]), ("version", [console.Version])];
        foreach (var ((key, links), number) in steps.Select((s, i) => (s, i + 1)))
        {
            await output.WriteLineAsync($"{number}. {phrases.Say("connect.step." + key, locale)} · {phrases.Say($"connect.step.{key}.why", locale)}");
            foreach (var link in links)
                await output.WriteLineAsync("   " + link);
        }

        await output.WriteLineAsync(phrases.Say("connect.cli.lights", locale));
        var shown = new Dictionary<string, Light>(StringComparer.Ordinal);
        while (true)
        {
            var now = await lights.LookAsync(locale, cancel);
            foreach (var light in now.Where(l => shown.GetValueOrDefault(l.Key) != l))
                await output.WriteLineAsync($"{Lamp(light)} {light.Name}: {light.Sentence}{(light.Link is null ? "" : "\n   " + light.Link)}");
            if (now.All(l => l.Colour == LightColour.Green) && shown.Values.Any(l => l.Colour != LightColour.Green))
                await output.WriteLineAsync(phrases.Say("connect.cli.all-green", locale));
            shown = now.ToDictionary(l => l.Key, StringComparer.Ordinal);
            await Task.Delay(Pause, time, cancel);
        }
    }

    private static string Lamp(Light light) => light.Colour switch { LightColour.Green => "🟢", LightColour.Red => "🔴", _ => "🟡" };
}
