using System.Text;
using CollabBot.Connect;
using CollabBot.Core;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Feishu.Connect;
using CollabBot.Storage.LiteDb;
using Microsoft.Extensions.Options;

namespace CollabBot.Cli;

/// <summary>What <c>collabbot connect feishu</c> was asked for.</summary>
internal sealed record ConnectWishes(string[] Settings, bool Create, bool Lark, bool SaveOnly);

/// <summary><c>collabbot connect feishu</c>: takes or makes an app, keeps it, then runs the service and shows its lights as they change.</summary>
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
            string Say(string key, params (string, object?)[] values) => phrases.Say(key, locale, values);

            var desk = services.GetRequiredService<ConnectDesk>();
            if (!desk.MayConnect)
            {
                await output.WriteLineAsync(Say("connect.operators"));
                return 1;
            }

            bool hasPlayground;
            try
            {
                hasPlayground = await PlaygroundArchive.IsIn(services.GetRequiredService<IDocumentStore>(), cancel);
            }
            catch (DirectoryInUseException)
            {
                await output.WriteLineAsync(Say("connect.cli.busy", ("url", Page(configuration))));
                return 1;
            }

            var (app, owner, problem) = wishes.Create ? await CreateAsync(services, desk.Url(wishes.Lark), Say, output, cancel) : (await AskAsync(desk.Url(wishes.Lark), Say, input, output), null, null);
            problem ??= await services.GetRequiredService<CredentialCheck>().FindProblemAsync(app!, cancel);
            if (problem is not null)
            {
                await output.WriteLineAsync(phrases.Say(problem, locale));
                return 1;
            }

            var file = ConnectedFile.Of(configuration);
            file.Write(app!, owner);
            await output.WriteLineAsync(Say("connect.cli.saved", ("path", file.Path)));
            if (hasPlayground)
            {
                var now = services.GetRequiredService<Pulse>().Time.GetUtcNow();
                await services.DisposeAsync();
                PlaygroundArchive.SetAside(Path.GetDirectoryName(file.Path)!, now);
                await output.WriteLineAsync(Say("connect.cli.aside", ("path", Path.Combine(Path.GetDirectoryName(file.Path)!, "playground-…"))));
            }
        }

        return wishes.SaveOnly ? 0 : await Service.RunAsync([.. wishes.Settings.Select(s => "--" + s)], (app, stopping) => LightsBeside.ShowAsync(app, locale, output, stopping));
    }

    /// <summary>The address of the page, as this machine reaches it: the service may listen everywhere.</summary>
    internal static string Page(IConfiguration configuration) => Page(configuration["Urls"]);

    /// <inheritdoc cref="Page(IConfiguration)"/>
    internal static string Page(string? urls)
    {
        var address = BindingAddress.Parse(urls is { Length: > 0 } ? urls.Split(';')[0] : "http://127.0.0.1:5080");
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}/connect/feishu";
    }

    private static async Task<(FeishuCredentials? App, string? Owner, Phrase? Problem)> CreateAsync(
        IServiceProvider services, string baseUrl, Func<string, (string, object?)[], string> say, TextWriter output, CancellationToken cancel)
    {
        var registration = services.GetRequiredService<AppRegistration>();
        var (pending, problem) = await registration.BeginAsync(new WantedApp(baseUrl, say("connect.app-name", [])), cancel);
        if (pending is null)
            return (null, null, problem);
        await output.WriteLineAsync(say("connect.cli.scan", [("until", pending.Until)]));
        await output.WriteLineAsync(pending.Url);
        // What does not fit would break into lines and could not be scanned; the link does the same
        var (width, height) = Console.IsOutputRedirected ? (int.MaxValue, int.MaxValue) : (Console.WindowWidth, Console.WindowHeight);
        if (new[] { pending.Url, pending.ShortUrl }.Select(QrPicture.Text).FirstOrDefault(p => QrPicture.Fits(p, width, height)) is { } picture)
            await output.WriteLineAsync(picture);
        await output.WriteLineAsync(say("connect.cli.waiting", []));
        var end = await registration.WaitAsync(pending, cancel);
        return (end.App, end.OwnerOpenId, end.Problem);
    }

    private static async Task<FeishuCredentials> AskAsync(string baseUrl, Func<string, (string, object?)[], string> say, TextReader input, TextWriter output)
    {
        await output.WriteAsync(say("connect.cli.id", []));
        var id = (await input.ReadLineAsync() ?? "").Trim();
        await output.WriteAsync(say("connect.cli.secret", []));
        var secret = Console.IsInputRedirected ? await input.ReadLineAsync() ?? "" : ReadHidden();
        await output.WriteLineAsync();
        return new FeishuCredentials(id, secret.Trim(), baseUrl);
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
