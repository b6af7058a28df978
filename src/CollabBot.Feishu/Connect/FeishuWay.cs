using CollabBot.Core.Connect;
using CollabBot.Core.Text;
using CollabBot.Feishu.Doctor;
using CollabBot.Feishu.Inbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Connect;

/// <summary>How Feishu and Lark are connected: an app is made by scanning a code, or its id and secret are pasted.</summary>
internal sealed class FeishuWay(CredentialCheck check, AppRegistration registration, IConfiguration configuration, IOptions<FeishuOptions> options) : IConnectWay, IAppMaker
{
    private const string AppId = "Feishu:AppId", AppSecret = "Feishu:AppSecret", BaseUrl = "Feishu:BaseUrl", Brand = "brand";

    public string Platform => EventReader.Platform;

    public string Section => FeishuOptions.Section;

    public string IdSetting => AppId;

    public IReadOnlyList<ConnectField> Fields =>
    [
        new(Brand) { Choices = OnlyUrl is { } only ? [new("feishu", only, "")] : [new("feishu", "飞书", "feishu.cn"), new("lark", "Lark", "larksuite.com")] },
        new("id", "cli_a1b2c3d4e5f60718"),
        new("secret") { Secret = true },
    ];

    public IAppMaker Maker => this;

    public IReadOnlyList<ConsoleStep> Steps
    {
        get
        {
            var (console, longConnection) = (new FeishuConsole(options), options.Value.Receive == FeishuReceive.LongConnection);
            return
            [
                new("bot", ["bot"], Open(console.Bot)),
                new("scopes", ["scopes"], Open(console.Scopes(FeishuScopes.Names))),
                new(longConnection ? "events" : "events-webhook", ["event", "button"], new StepLink(new Phrase("connect.feishu.open-events"), console.Events), new StepLink(new Phrase("connect.feishu.open-callbacks"), console.Callbacks)),
                new("version", ["version"], Open(console.Version)),
            ];
        }
    }

    // Another address than Feishu's and Lark's, where an operator set one
    private string? OnlyUrl => configuration[BaseUrl] is { Length: > 0 } set && set is not (FeishuCredentials.FeishuUrl or FeishuCredentials.LarkUrl) ? set : null;

    public IReadOnlyDictionary<string, string> Read(Func<string, string?> given) => Settings(new FeishuCredentials((given("id") ?? "").Trim(), (given("secret") ?? "").Trim(), Url(given)), null);

    public Task<Phrase?> FindProblemAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancel) =>
        check.FindProblemAsync(new FeishuCredentials(settings[AppId], settings[AppSecret], settings[BaseUrl]), cancel);

    public async Task<(WaitingCode? Code, Phrase? Problem)> BeginAsync(Func<string, string?> given, string name, CancellationToken cancel)
    {
        var (pending, problem) = await registration.BeginAsync(new WantedApp(Url(given), name), cancel);
        return (pending is null ? null : new FeishuCode(pending), problem);
    }

    public async Task<MadeApp> WaitAsync(WaitingCode code, CancellationToken cancel)
    {
        var end = await registration.WaitAsync(((FeishuCode)code).Pending, cancel);
        return new MadeApp(end.App is { } app ? Settings(app, end.OwnerOpenId) : null, end.Problem);
    }

    private string Url(Func<string, string?> given) => OnlyUrl ?? (given(Brand) == "lark" ? FeishuCredentials.LarkUrl : FeishuCredentials.FeishuUrl);

    private static Dictionary<string, string> Settings(FeishuCredentials app, string? owner)
    {
        var settings = new Dictionary<string, string> { [AppId] = app.AppId, [AppSecret] = app.AppSecret, [BaseUrl] = app.BaseUrl };
        if (owner is { Length: > 0 })
            settings[AppOwner.Setting] = owner;
        return settings;
    }

    private static StepLink Open(string url) => new(new Phrase("connect.open-console"), url);

    private sealed record FeishuCode(PendingApp Pending) : WaitingCode(Pending.Url, Pending.ShortUrl, Pending.Until);
}
