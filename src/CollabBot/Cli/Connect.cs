using System.Text;
using CollabBot.Connect;
using CollabBot.Core;
using CollabBot.Core.Connect;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Storage.LiteDb;
using Microsoft.Extensions.Options;

namespace CollabBot.Cli;

/// <summary>What <c>collabbot connect</c> was asked for; <paramref name="Chosen"/> holds the values of fields that were given as options.</summary>
internal sealed record ConnectWishes(string Platform, string[] Settings, bool Create, IReadOnlyDictionary<string, string> Chosen, bool SaveOnly);

/// <summary><c>collabbot connect feishu</c> or <c>dingtalk</c>: takes or makes an app, keeps it, then runs the service and shows its lights as they change.</summary>
internal static class Connect
{
    public static async Task<int> RunAsync(ConnectWishes wishes, TextReader input, TextWriter output, CancellationToken cancel)
    {
        var configuration = OneOff.Settings(wishes.Settings);
        string locale;
        await using (var services = OneOff.Open(configuration))
        {
            var phrases = services.GetRequiredService<Phrasebook>();
            locale = services.GetRequiredService<IOptions<TeamOptions>>().Value.Locale;
            var desk = services.GetRequiredService<ConnectDesk>();
            var way = desk.Way(wishes.Platform)!;
            var talk = new Talk(way, phrases, locale, input, output);
            if (!desk.MayConnect(way))
                return await talk.EndAsync("operators");

            bool hasPlayground;
            try
            {
                hasPlayground = await PlaygroundArchive.IsIn(services.GetRequiredService<IDocumentStore>(), cancel);
            }
            catch (DirectoryInUseException)
            {
                return await talk.EndAsync("cli.busy", ("url", Page(configuration, way.Platform)), ("platform", way.Platform));
            }

            var (app, problem) = wishes.Create && way.Maker is { } maker ? await talk.CreateAsync(maker, wishes.Chosen, cancel) : (way.Read(await talk.AskAsync(wishes.Chosen)), null);
            problem ??= await way.FindProblemAsync(app!, cancel);
            if (problem is not null)
            {
                await output.WriteLineAsync(phrases.Say(problem, locale));
                return 1;
            }

            var file = ConnectedFile.Of(configuration);
            file.Write(way.Section, app!);
            await talk.SayAsync("cli.saved", ("path", file.Path));
            if (hasPlayground)
            {
                var now = services.GetRequiredService<Pulse>().Time.GetUtcNow();
                await services.DisposeAsync();
                PlaygroundArchive.SetAside(Path.GetDirectoryName(file.Path)!, now);
                await talk.SayAsync("cli.aside", ("path", Path.Combine(Path.GetDirectoryName(file.Path)!, "playground-…")));
            }
        }

        return wishes.SaveOnly ? 0 : await Service.RunAsync([.. wishes.Settings.Select(s => "--" + s)], (app, stopping) => LightsBeside.ShowAsync(app, wishes.Platform, locale, output, stopping));
    }

    /// <summary>The address of the page, as this machine reaches it: the service may listen everywhere.</summary>
    internal static string Page(IConfiguration configuration, string platform) => Page(configuration["Urls"], platform);

    /// <inheritdoc cref="Page(IConfiguration, string)"/>
    internal static string Page(string? urls, string platform)
    {
        var address = BindingAddress.Parse(urls is { Length: > 0 } ? urls.Split(';')[0] : "http://127.0.0.1:5080");
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}/connect/{platform}";
    }

    /// <summary>What is said and asked in the terminal.</summary>
    private sealed class Talk(IConnectWay way, Phrasebook phrases, string locale, TextReader input, TextWriter output)
    {
        public Task SayAsync(string key, params (string Name, object? Value)[] values) => output.WriteLineAsync(phrases.Say(way, locale, key, values));

        public async Task<int> EndAsync(string key, params (string Name, object? Value)[] values)
        {
            await SayAsync(key, values);
            return 1;
        }

        public async Task<(IReadOnlyDictionary<string, string>? App, Phrase? Problem)> CreateAsync(IAppMaker maker, IReadOnlyDictionary<string, string> chosen, CancellationToken cancel)
        {
            var (code, problem) = await maker.BeginAsync(chosen.GetValueOrDefault, phrases.Say("connect.app-name", locale), cancel);
            if (code is null)
                return (null, problem);
            await SayAsync("cli.scan", ("until", code.Until));
            await output.WriteLineAsync(code.Url);
            // What does not fit would break into lines and could not be scanned; the link does the same
            var (width, height) = Console.IsOutputRedirected ? (int.MaxValue, int.MaxValue) : (Console.WindowWidth, Console.WindowHeight);
            if (new[] { code.Url, code.ShortUrl }.Select(QrPicture.Text).FirstOrDefault(p => QrPicture.Fits(p, width, height)) is { } picture)
                await output.WriteLineAsync(picture);
            await SayAsync("cli.waiting");
            var made = await maker.WaitAsync(code, cancel);
            return (made.Settings, made.Problem);
        }

        public async Task<Func<string, string?>> AskAsync(IReadOnlyDictionary<string, string> chosen)
        {
            var given = new Dictionary<string, string>(chosen, StringComparer.Ordinal);
            foreach (var field in way.Fields.Where(f => f.Choices.Count == 0))
            {
                await output.WriteAsync(phrases.Say(way, locale, "cli." + field.Key));
                given[field.Key] = field.Secret && !Console.IsInputRedirected ? ReadHidden() : await input.ReadLineAsync() ?? "";
                if (field.Secret)
                    await output.WriteLineAsync();
            }

            return given.GetValueOrDefault;
        }

        // Never an argument: those stand in the shell's history and in everybody's list of processes
        private static string ReadHidden()
        {
            var typed = new StringBuilder();
            while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            {
                if (key.Key == ConsoleKey.Backspace)
                    typed.Length = Math.Max(0, typed.Length - 1);
                else if (!char.IsControl(key.KeyChar))
                    typed.Append(key.KeyChar);
            }

            return typed.ToString();
        }
    }
}
