using CollabBot.Core;
using CollabBot.Core.Connect;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Doctor;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Connect;

/// <summary>How DingTalk is connected: an app is made by scanning a code, or the credentials of an internal app are pasted and tried by one call for a token.</summary>
internal sealed class DingTalkWay(ITokenApi api, DingTalkMaker maker, IOptions<DingTalkOptions> options, IOptions<TeamOptions> team) : IConnectWay
{
    private const string ClientId = "DingTalk:ClientId", ClientSecret = "DingTalk:ClientSecret", RobotCode = "DingTalk:RobotCode";

    public string Platform => DingTalkModule.Platform;

    public string Section => DingTalkOptions.Section;

    public string IdSetting => ClientId;

    public IReadOnlyList<ConnectField> Fields { get; } = [new("id", "dingabcdefghijklmnop"), new("secret") { Secret = true }, new("robot") { Optional = true }];

    public IAppMaker Maker => maker;

    public IReadOnlyList<ConsoleStep> Steps
    {
        get
        {
            var (console, way) = (new DingTalkConsole(options), options.Value.Receive == ReceiveMode.Stream ? "" : "-http");
            return
            [
                new("robot" + way, ["robot", "message"], Open(DingTalkConsole.Apps)),
                new("scopes", ["directory", "send"], [.. DingTalkScopes.All(options.Value.HasCards, team.Value.ToDos).Select(s => new StepLink(new Phrase("connect.dingtalk.scope", ("scope", s.Name)), console.Scope(s.Name)))]),
                new("events" + way, ["events"], Open(DingTalkConsole.Apps)),
                new("version", ["version", "visible"], Open(DingTalkConsole.Apps)),
                new("group", ["group"]),
            ];
        }
    }

    public IReadOnlyDictionary<string, string> Read(Func<string, string?> given)
    {
        string Given(string key) => (given(key) ?? "").Trim();
        return Settings(Given("id"), Given("secret"), Given("robot"));
    }

    /// <summary>As they are kept; a robot without a code of its own has the app's id.</summary>
    public static IReadOnlyDictionary<string, string> Settings(string id, string secret, string? robot)
    {
        var settings = new Dictionary<string, string> { [ClientId] = id, [ClientSecret] = secret };
        if (robot is { Length: > 0 })
            settings[RobotCode] = robot;
        return settings;
    }

    public async Task<Phrase?> FindProblemAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        if (!settings[ClientId].StartsWith("ding", StringComparison.Ordinal) || !IsPlain(settings[ClientId]))
            return new Phrase("connect.dingtalk.bad-id");
        if (!IsPlain(settings[ClientSecret]))
            return new Phrase("connect.dingtalk.bad-secret");
        if (settings.TryGetValue(RobotCode, out var robot) && !IsPlain(robot))
            return new Phrase("connect.dingtalk.bad-robot");
        var answer = await DingTalkAnswer.OfAsync(() => api.GetAsync(new TokenRequest(settings[ClientId], settings[ClientSecret]), cancel), cancel);
        return DingTalkFailures.Classify(answer) switch
        {
            { Kind: FailureKind.Unreachable or FailureKind.Busy } => Silent(),
            { } refused => new Phrase("connect.dingtalk.refused", DingTalkLights.Reason(refused)),
            _ => answer.Json?.Id("accessToken") is null ? Silent() : null,
        };
    }

    private Phrase Silent() => new("connect.silent", ("host", options.Value.ApiBaseUrl));

    private static StepLink Open(string url) => new(new Phrase("connect.dingtalk.open-apps"), url);

    private static bool IsPlain(string text) => text.Length is > 4 and < 200 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
