using System.CommandLine;
using CollabBot.Core.Delivery;

namespace CollabBot.Cli;

/// <summary>The executable's one-off commands; everything else starts the service.</summary>
public static class AdminCommands
{
    private static readonly string[] Verbs = ["doctor", "connect", "play", "outbox", "verify", "help", "--help", "-h", "-?", "--version"];

    /// <summary>A command, or a word that was meant as one: settings begin with a sign or have one, so a slip of the pen does not start the service.</summary>
    public static bool Has(string verb) => Verbs.Contains(verb, StringComparer.Ordinal) || (verb.Length > 0 && verb.All(char.IsLetter));

    /// <summary>0 = fine, 1 = something is wrong and was said.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            // The service that connect runs stops by itself within ten seconds, and must not be cut short
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(15) };
            return await Root().Parse(args is ["help"] ? ["--help"] : args).InvokeAsync(configuration);
        }
        catch (Exception exception) when (StartupFailure.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("CollabBot: strategic collaboration in Feishu and DingTalk. Without a command it runs the service; settings come from appsettings.json, the environment and --Section:Key value.");
        var settings = new Option<string[]>("--set") { Description = "A setting for this run, for example --set Storage:DataDirectory=/var/lib/collabbot", AllowMultipleArgumentsPerToken = false };

        var doctor = new Command("doctor", "Checks settings, storage, calendar, templates and platforms; each red light says what to do.") { settings };
        doctor.SetAction((parsed, cancel) => Doctor.RunAsync(parsed.GetValue(settings) ?? [], Console.Out, cancel));

        var file = new Argument<FileInfo>("file") { Description = "A .chat conversation file" };
        var play = new Command("play", "Replays a conversation file on a fresh example team and prints what the bot answers.") { file };
        play.SetAction((parsed, cancel) => Play.RunAsync(parsed.GetValue(file)!, Console.Out, cancel));

        var verify = new Command("verify", "Walks the ledger's hash chains and names every break.") { settings };
        verify.SetAction((parsed, cancel) => Verify.RunAsync(parsed.GetValue(settings) ?? [], Console.Out, cancel));

        root.Add(doctor);
        root.Add(ConnectCommand(settings));
        root.Add(play);
        root.Add(OutboxCommand(settings));
        root.Add(verify);
        return root;
    }

    private static Command ConnectCommand(Option<string[]> settings)
    {
        var create = new Option<bool>("--create") { Description = "Make a new app by scanning a QR code, where the company allows it" };
        var lark = new Option<bool>("--lark") { Description = "Lark (larksuite.com) instead of Feishu" };
        var saveOnly = new Option<bool>("--save-only") { Description = "Keep the credentials and end, without running the service" };
        var feishu = new Command("feishu", "Asks for App ID and App Secret (or makes an app), keeps them, then runs the service and shows what the console still lacks.") { create, lark, saveOnly, settings };
        feishu.SetAction((parsed, cancel) => Connect.RunAsync(
            new ConnectWishes("feishu", parsed.GetValue(settings) ?? [], parsed.GetValue(create), Chosen("brand", parsed.GetValue(lark) ? "lark" : "feishu"), parsed.GetValue(saveOnly)), Console.In, Console.Out, cancel));
        var dingtalk = new Command("dingtalk", "Asks for Client ID and Client Secret (or makes an app), keeps them, then runs the service and shows what the console still lacks.") { create, saveOnly, settings };
        dingtalk.SetAction((parsed, cancel) => Connect.RunAsync(
            new ConnectWishes("dingtalk", parsed.GetValue(settings) ?? [], parsed.GetValue(create), new Dictionary<string, string>(), parsed.GetValue(saveOnly)), Console.In, Console.Out, cancel));
        return new Command("connect", "Connects a platform; the same as the page /connect of the running service.") { feishu, dingtalk };
    }

    private static Dictionary<string, string> Chosen(string field, string value) => new(StringComparer.Ordinal) { [field] = value };

    private static Command OutboxCommand(Option<string[]> settings)
    {
        var queue = new Option<QueueName>("--queue") { Description = "Outbox (default), Inbox or Pages", DefaultValueFactory = _ => QueueName.Outbox };
        var key = new Argument<string>("key") { Description = "The envelope's key, as listed" };
        var outbox = new Command("outbox", "Lists, replays or drops what could not be delivered; the service must be stopped.") { settings, queue };
        outbox.SetAction((parsed, cancel) => Outbox.ListAsync(parsed.GetValue(settings) ?? [], parsed.GetValue(queue), Console.Out, cancel));
        var list = new Command("list", "What is buried, oldest first.") { settings, queue };
        list.SetAction((parsed, cancel) => Outbox.ListAsync(parsed.GetValue(settings) ?? [], parsed.GetValue(queue), Console.Out, cancel));
        var replay = new Command("replay", "Puts one back at the end of its lane.") { key, settings, queue };
        replay.SetAction((parsed, cancel) => Outbox.ReplayAsync(parsed.GetValue(settings) ?? [], parsed.GetValue(queue), parsed.GetValue(key)!, Console.Out, cancel));
        var drop = new Command("drop", "Drops one for good.") { key, settings, queue };
        drop.SetAction((parsed, cancel) => Outbox.DropAsync(parsed.GetValue(settings) ?? [], parsed.GetValue(queue), parsed.GetValue(key)!, Console.Out, cancel));
        outbox.Add(list);
        outbox.Add(replay);
        outbox.Add(drop);
        return outbox;
    }
}
