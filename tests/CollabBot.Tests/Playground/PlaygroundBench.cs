using System.Net;
using System.Text.RegularExpressions;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Features.Blockers;
using CollabBot.Playground;
using CollabBot.Playground.Screen;
using CollabBot.Tests.Contracts;
using CollabBot.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Tests.Playground;

/// <summary>The playground as a browser shows it: every message is drawn by the page's own components and read back from the HTML.</summary>
internal sealed partial class PlaygroundBench : PlatformBench
{
    private readonly LiteDbHost host = new();
    private readonly ServiceProvider services;
    private readonly HtmlRenderer renderer;
    private readonly PlaygroundTranscript transcript;

    public PlaygroundBench()
    {
        transcript = new PlaygroundTranscript(host.Store, host.Clock, new PlaygroundFeed());
        Platform = new PlaygroundPlatform(transcript);
        services = new ServiceCollection()
            .AddSingleton(Phrasebook.Load(new TemplateFiles([typeof(Blocker).Assembly], null)))
            .AddSingleton(host.Clock)
            .AddSingleton(PageEncoder.Html)
            .BuildServiceProvider();
        renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
    }

    public override IPlatform Platform { get; }

    public override Place Group { get; } = PlaygroundChats.Strategy.Place;

    public override Place? GoneGroup { get; } = new(PlaygroundPlatform.PlatformName, "closed", PlaceKind.Group);

    public override string Person => "lina";

    public override IReadOnlyList<SeenMessage> Seen =>
    [
        .. PlaygroundChats.OpenTo(Person)
            .SelectMany(chat => Now(transcript.ListAsync(chat.Id, 0, 100, CancellationToken.None)))
            .Where(message => message.Card is not null)
            .OrderBy(message => message.Seq)
            .Select(See),
    ];

    public override Outgoing AnswerTo(string text, Card answer, string key)
    {
        var said = Now(transcript.SayAsync(PlaygroundChats.Strategy, Person, text, CancellationToken.None));
        return new Outgoing(key, Group, answer, "zh-CN") { ReplyTo = said.Id };
    }

    public override bool Throttle() => false;

    public override bool RefuseToken() => false;

    public override bool CutOff() => false;

    public override async ValueTask DisposeAsync()
    {
        await renderer.DisposeAsync();
        await services.DisposeAsync();
        await host.DisposeAsync();
    }

    private SeenMessage See(PlaygroundMessage message)
    {
        var html = Html(message.Card!);
        return new SeenMessage(
            message.ChatId,
            WebUtility.HtmlDecode(Tag().Replace(Button().Replace(html, ""), "")).Trim(),
            [.. Link().Matches(html).Select(link => link.Groups[1].Value)],
            [.. Button().Matches(html).Select(b => $"{WebUtility.HtmlDecode(b.Groups[2].Value)} → {WebUtility.HtmlDecode(b.Groups[1].Value)}")],
            message.Mentioned);
    }

    private string Html(Card card) => Now(renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CardView>(ParameterView.FromDictionary(new Dictionary<string, object?>
    {
        ["Screen"] = new PlaygroundScreen(PlaygroundTeam.Find(Person)!, PlaygroundChats.Strategy, PageLocale.Chinese),
        ["Card"] = card,
        ["MessageId"] = "m",
        ["Roster"] = new Roster(PlaygroundTeam.People, PlaygroundTeam.Departments),
    }))).ToHtmlString()));

    // The contract looks at the chats without waiting; everything here is local
    private static T Now<T>(Task<T> task) => task.GetAwaiter().GetResult();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<a [^>]*href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<button [^>]*data-line=\"([^\"]*)\"[^>]*>([^<]*)</button>")]
    private static partial Regex Button();
}

[TestFixture]
internal sealed class PlaygroundContract : PlatformContract
{
    protected override Task<PlatformBench> StartAsync() => Task.FromResult<PlatformBench>(new PlaygroundBench());
}
