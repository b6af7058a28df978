using CollabBot.Simulators.DingTalk;
using CollabBot.Simulators.Feishu;

// Runs one platform by hand: -- feishu [--port N], -- dingtalk [--port N]
return args.FirstOrDefault() switch
{
    "feishu" => await FeishuCommand.RunAsync(args[1..], TimeProvider.System),
    "dingtalk" => await DingTalkCommand.RunAsync(args[1..], TimeProvider.System),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Say which platform: -- feishu [--port N] [--help] or -- dingtalk [--port N]. docs/simulators.md tells the rest.");
    return 2;
}
