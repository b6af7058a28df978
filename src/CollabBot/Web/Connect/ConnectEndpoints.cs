using CollabBot.Cli;
using CollabBot.Connect;
using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Feishu;
using CollabBot.Feishu.Connect;
using CollabBot.Feishu.Doctor;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CollabBot.Web.Connect;

/// <summary>The page that connects Feishu, its lights, and all findings of doctor as JSON; behind the same door as the playground, and posts only from its own pages.</summary>
internal static class ConnectEndpoints
{
    private const string Address = "/connect/feishu";

    public static void MapConnect(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AddEndpointFilter(new LocalOnly(app.AllowsRemote())).AddEndpointFilter<SameOrigin>();
        pages.MapGet("/health/doctor", async (IServiceProvider services, IConfiguration configuration, CancellationToken cancel) =>
            Results.Json(await Doctor.FindAsync(services, configuration, cancel)));
        pages.MapGet("/connect", (HttpRequest request) => Results.Redirect(Address + request.QueryString));
        pages.MapGet(Address, async (HttpContext http, CancellationToken cancel) => Page(http, await ModelAsync(http, cancel)));
        pages.MapGet(Address + "/lights", LightsAsync);
        pages.MapGet(Address + "/scan", Scan);
        pages.MapGet(Address + "/awake", (HttpContext http, ServiceRestart restart) => http.Request.Query["run"] == restart.Run ? Results.NoContent() : Moved(http));
        var posts = pages.MapGroup(Address).DisableAntiforgery();
        posts.MapPost("/paste", PasteAsync);
        posts.MapPost("/create", CreateAsync);
        posts.MapPost("/cancel", CancelAsync);
        posts.MapPost("/card", SendCardAsync);
    }

    private static async Task<IResult> PasteAsync(HttpContext http, ConnectDesk desk, ServiceRestart restart, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var app = new FeishuCredentials(form["id"].ToString().Trim(), form["secret"].ToString().Trim(), desk.Url(form["brand"] == "lark"));
        var problem = await desk.TakeAsync(app, null, cancel);
        var model = await ModelAsync(http, cancel);
        return Page(http, problem is null ? model with { WaitingFor = restart.Run } : model with { Problem = Say(http, problem) });
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ConnectDesk desk, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var problem = await desk.BeginAsync(form["brand"] == "lark", Say(http, new Phrase("connect.app-name")), cancel);
        return problem is null ? Back(http) : Page(http, await ModelAsync(http, cancel) with { Problem = Say(http, problem) });
    }

    private static async Task<IResult> CancelAsync(HttpContext http, ConnectDesk desk, CancellationToken cancel)
    {
        await desk.CancelAsync(cancel);
        return Back(http);
    }

    // Asked every moment while the code is shown; answers only when something was decided
    private static IResult Scan(HttpContext http, ConnectDesk desk) => desk.Scan is { Problem: null } ? Results.NoContent() : Moved(http);

    private static async Task<IResult> LightsAsync(HttpContext http, CancellationToken cancel)
    {
        var model = await ModelAsync(http, cancel, http.Request.Query["again"].ToString() is { Length: > 0 } again ? again : null);
        http.Response.Headers.CacheControl = "no-store";
        return model.Print == http.Request.Query["seen"] && !http.Request.Query.ContainsKey("again")
            ? Results.NoContent()
            : new RazorComponentResult<ConnectBoard>(new Dictionary<string, object?> { ["Model"] = model }) { PreventStreamingRendering = true };
    }

    // The person "says" ping, so that the answer goes the whole way that every answer goes
    private static async Task<IResult> SendCardAsync(HttpContext http, Inbox inbox, TeamClock clock, CancellationToken cancel)
    {
        if (http.RequestServices.LightsOf("feishu")?.Proofs.Somebody is not { } person)
            return Results.Conflict();
        var message = new InboundMessage(Ids.New(), new Place("feishu", person, PlaceKind.Direct), person, "ping", clock.Now) { Addressed = true, Locale = PageLocale.Of(http.Request) };
        await inbox.AcceptAsync(message, [message.EventId], cancel);
        return Page(http, await ModelAsync(http, cancel) with { Note = Say(http, new Phrase("connect.card-sent")) });
    }

    private static async Task<ConnectModel> ModelAsync(HttpContext http, CancellationToken cancel, string? again = null)
    {
        var services = http.RequestServices;
        var desk = services.GetRequiredService<ConnectDesk>();
        var locale = PageLocale.Of(http.Request);
        var lights = services.LightsOf("feishu");
        return new ConnectModel
        {
            Locale = locale,
            Scan = desk.Scan,
            Problem = desk.Scan?.Problem is { } problem ? Say(http, problem) : null,
            Lights = lights is null ? null : await lights.LookAsync(locale, cancel, again),
            Console = services.GetService<FeishuConsole>(),
            HasSomebody = lights?.Proofs.Somebody is not null,
            MayConnect = desk.MayConnect,
            OnlyUrl = desk.OnlyUrl,
            LongConnection = services.GetRequiredService<IOptions<FeishuOptions>>().Value.Receive == FeishuReceive.LongConnection,
            HasPlayground = Composition.PlaygroundIsOn(services.GetRequiredService<IConfiguration>()),
        };
    }

    private static string Say(HttpContext http, Phrase phrase) => http.RequestServices.GetRequiredService<Phrasebook>().Say(phrase, PageLocale.Of(http.Request));

    private static IResult Back(HttpContext http) => Results.Redirect($"{Address}?lang={PageLocale.Of(http.Request)}");

    // htmx follows this header with the whole page
    private static IResult Moved(HttpContext http)
    {
        http.Response.Headers["HX-Redirect"] = $"{Address}?lang={PageLocale.Of(http.Request)}";
        return Results.Ok();
    }

    private static RazorComponentResult<ConnectPage> Page(HttpContext http, ConnectModel model)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(new Dictionary<string, object?> { ["Model"] = model }) { PreventStreamingRendering = true };
    }
}
