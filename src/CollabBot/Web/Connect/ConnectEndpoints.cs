using CollabBot.Cli;
using CollabBot.Connect;
using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Connect;
using CollabBot.Core.Delivery;
using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollabBot.Web.Connect;

/// <summary>The pages that connect a platform, their lights, and all findings of doctor as JSON; behind the same door as the playground, and posts only from their own pages.</summary>
internal static class ConnectEndpoints
{
    private const string Address = "/connect/{platform}";

    public static void MapConnect(this IEndpointRouteBuilder app, IConfiguration configuration)
    {
        var pages = app.MapGroup("").AddEndpointFilter(new LocalOnly(app.AllowsRemote())).AddEndpointFilter<SameOrigin>();
        pages.MapGet("/health/doctor", async (IServiceProvider services, IConfiguration configuration, CancellationToken cancel) =>
            Results.Json(await Doctor.FindAsync(services, configuration, cancel)));
        // To the one that is connected, if only one is
        pages.MapGet("/connect", (HttpRequest request, ConnectDesk desk, IServiceProvider services) =>
            Results.Redirect($"/connect/{(desk.Ways.FirstOrDefault(w => services.LightsOf(w.Platform) is not null) ?? desk.Ways[0]).Platform}{request.QueryString}"));
        // Where the playground was: whoever opens the address alone finds the lights
        if (!Composition.PlaygroundIsOn(configuration))
            pages.MapGet("/", () => Results.Redirect("/connect"));
        var platform = pages.MapGroup(Address).AddEndpointFilter<KnownPlatform>();
        platform.MapGet("", async (HttpContext http, CancellationToken cancel) => Page(http, await ModelAsync(http, cancel)));
        platform.MapGet("/lights", LightsAsync);
        platform.MapGet("/scan", Scan);
        platform.MapGet("/awake", (HttpContext http, ServiceRestart restart) => http.Request.Query["run"] == restart.Run ? Results.NoContent() : Moved(http));
        var posts = platform.MapGroup("").DisableAntiforgery();
        posts.MapPost("/paste", PasteAsync);
        posts.MapPost("/create", CreateAsync);
        posts.MapPost("/cancel", CancelAsync);
        posts.MapPost("/card", (HttpContext http, Inbox inbox, TeamClock clock, CancellationToken cancel) => SendAsync(http, inbox, clock, toGroup: false, cancel));
        posts.MapPost("/group", (HttpContext http, Inbox inbox, TeamClock clock, CancellationToken cancel) => SendAsync(http, inbox, clock, toGroup: true, cancel));
    }

    private static async Task<IResult> PasteAsync(HttpContext http, ConnectDesk desk, ServiceRestart restart, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var way = WayOf(http);
        var problem = await desk.TakeAsync(way, way.Read(key => form[key]), cancel);
        var model = await ModelAsync(http, cancel);
        return Page(http, problem is null ? model with { WaitingFor = restart.Run } : model with { Problem = Say(http, problem) });
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ConnectDesk desk, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var problem = await desk.BeginAsync(WayOf(http), key => form[key], Say(http, new Phrase("connect.app-name")), cancel);
        return problem is null ? Back(http) : Page(http, await ModelAsync(http, cancel) with { Problem = Say(http, problem) });
    }

    private static async Task<IResult> CancelAsync(HttpContext http, ConnectDesk desk, CancellationToken cancel)
    {
        await desk.CancelAsync(cancel);
        return Back(http);
    }

    // Asked every moment while the code is shown; answers only when something was decided
    private static IResult Scan(HttpContext http, ConnectDesk desk) => desk.ScanOf(WayOf(http)) is { Problem: null } ? Results.NoContent() : Moved(http);

    private static async Task<IResult> LightsAsync(HttpContext http, CancellationToken cancel)
    {
        var model = await ModelAsync(http, cancel, http.Request.Query["again"].ToString() is { Length: > 0 } again ? again : null);
        http.Response.Headers.CacheControl = "no-store";
        return model.Print == http.Request.Query["seen"] && !http.Request.Query.ContainsKey("again")
            ? Results.NoContent()
            : new RazorComponentResult<ConnectBoard>(new Dictionary<string, object?> { ["Model"] = model }) { PreventStreamingRendering = true };
    }

    // The person "says" ping, so that the answer goes the whole way that every answer goes
    private static async Task<IResult> SendAsync(HttpContext http, Inbox inbox, TeamClock clock, bool toGroup, CancellationToken cancel)
    {
        var platform = WayOf(http).Platform;
        var proofs = http.RequestServices.LightsOf(platform)?.Proofs;
        if (proofs?.Somebody is not { } person || (toGroup ? proofs.SomeGroup : person) is not { } chat)
            return Results.Conflict();
        var place = new Place(platform, chat, toGroup ? PlaceKind.Group : PlaceKind.Direct);
        var message = new InboundMessage(Ids.New(), place, person, "ping", clock.Now) { Addressed = true, Locale = PageLocale.Of(http.Request) };
        await inbox.AcceptAsync(message, [message.EventId], cancel);
        return Page(http, await ModelAsync(http, cancel) with { Note = Words(http, toGroup ? "group-sent" : "card-sent") });
    }

    private static async Task<ConnectModel> ModelAsync(HttpContext http, CancellationToken cancel, string? again = null)
    {
        var services = http.RequestServices;
        var desk = services.GetRequiredService<ConnectDesk>();
        var (way, locale) = (WayOf(http), PageLocale.Of(http.Request));
        var (lights, scan) = (services.LightsOf(way.Platform), desk.ScanOf(way));
        return new ConnectModel
        {
            Locale = locale,
            Way = way,
            Ways = desk.Ways,
            Scan = scan,
            Problem = scan?.Problem is { } problem ? Say(http, problem) : null,
            Lights = lights is null ? null : await lights.LookAsync(locale, cancel, again),
            HasSomebody = lights?.Proofs.Somebody is not null,
            HasGroup = lights?.Proofs is { Somebody: not null, SomeGroup: not null },
            MayConnect = desk.MayConnect(way),
            HasPlayground = Composition.PlaygroundIsOn(services.GetRequiredService<IConfiguration>()),
        };
    }

    private static IConnectWay WayOf(HttpContext http) => http.RequestServices.GetRequiredService<ConnectDesk>().Way(http.GetRouteValue("platform") as string)!;

    private static string Say(HttpContext http, Phrase phrase) => http.RequestServices.GetRequiredService<Phrasebook>().Say(phrase, PageLocale.Of(http.Request));

    private static string Words(HttpContext http, string key) => http.RequestServices.GetRequiredService<Phrasebook>().Say(WayOf(http), PageLocale.Of(http.Request), key);

    private static string Home(HttpContext http) => $"/connect/{WayOf(http).Platform}?lang={PageLocale.Of(http.Request)}";

    private static IResult Back(HttpContext http) => Results.Redirect(Home(http));

    // htmx follows this header with the whole page
    private static IResult Moved(HttpContext http)
    {
        http.Response.Headers["HX-Redirect"] = Home(http);
        return Results.Ok();
    }

    private static RazorComponentResult<ConnectPage> Page(HttpContext http, ConnectModel model)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(new Dictionary<string, object?> { ["Model"] = model }) { PreventStreamingRendering = true };
    }

    private sealed class KnownPlatform : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => WayOf(context.HttpContext) is null ? Results.NotFound() : await next(context);
    }
}
