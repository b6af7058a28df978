using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.ToDos;
using CollabBot.Playground.Screen;
using CollabBot.Web;
using CollabBot.Web.Forms;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollabBot.Playground;

/// <summary>The playground's addresses: the page, its parts as fragments for htmx, the stream, and what a persona can do.</summary>
internal static class PlaygroundEndpoints
{
    public static void MapPlayground(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AddEndpointFilter(new LocalOnly(app.AllowsRemote()));
        pages.MapGet("/", PageAsync);
        pages.MapGet("/playground/chats", async (HttpRequest request, ScreenReader reader, CancellationToken cancel) =>
            Part<ChatList>(request, ("Chats", await reader.ChatsAsync(PlaygroundScreen.Of(request), cancel))));
        pages.MapGet("/playground/personas", async (HttpRequest request, ScreenReader reader, CancellationToken cancel) =>
            Part<PersonaSwitch>(request, ("Personas", await reader.PersonasAsync(PlaygroundScreen.Of(request), cancel))));
        pages.MapGet("/playground/behind", async (HttpRequest request, ScreenReader reader, CancellationToken cancel) =>
            Part<BehindPane>(request, ("Behind", await reader.BehindAsync(cancel))));
        pages.MapGet("/playground/tour", (HttpRequest request, ScreenReader reader) => Part<TourHint>(request, ("Step", reader.Step())));
        pages.MapGet("/playground/clock", (HttpRequest request, TimeMachine machine) => Part<TimeMachineView>(request, ("Travel", machine.Target)));
        pages.MapGet("/playground/tail", TailAsync);
        pages.MapGet("/playground/message/{id}", MessageAsync);
        pages.MapGet("/playground/stream", (PlaygroundFeed feed, IHostApplicationLifetime life, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(StreamAsync(feed, life, cancel)));

        var actions = pages.MapGroup("/playground").AddEndpointFilter<Antiforgery>().DisableAntiforgery();
        actions.MapPost("/say", SayAsync);
        actions.MapPost("/press", PressAsync);
        actions.MapPost("/submit", SubmitAsync);
        actions.MapPost("/tick/{id}", TickAsync);
        actions.MapPost("/travel", (HttpRequest request, TimeMachine machine) =>
            Enum.TryParse<Journey>(request.Query["to"], out var journey) && machine.Start(journey) ? Results.NoContent() : Results.Conflict());
    }

    private static async Task<RazorComponentResult<PlaygroundPage>> PageAsync(
        HttpContext http, ScreenReader reader, IAntiforgery antiforgery, CancellationToken cancel)
    {
        var screen = PlaygroundScreen.Of(http.Request);
        var token = antiforgery.GetAndStoreTokens(http).RequestToken!;
        return Part<PlaygroundPage>(http.Request, ("Model", await reader.PageAsync(screen, cancel)), ("Token", token));
    }

    private static async Task<IResult> TailAsync(HttpRequest request, long after, ScreenReader reader, RosterSource rosters, CancellationToken cancel)
    {
        var messages = await reader.MessagesAsync(PlaygroundScreen.Of(request), after, cancel);
        return messages.Count == 0
            ? Results.NoContent()
            : Part<MessageList>(request, ("Messages", messages), ("Roster", await rosters.CurrentAsync(cancel)));
    }

    private static async Task<IResult> MessageAsync(
        HttpRequest request, string id, PlaygroundTranscript transcript, RosterSource rosters, CancellationToken cancel) =>
        await transcript.FindAsync(id, cancel) is { } message && message.ChatId == PlaygroundScreen.Of(request).Chat.Id
            ? Part<MessageView>(request, ("Message", message), ("Roster", await rosters.CurrentAsync(cancel)))
            : Results.NotFound();

    private static async Task<IResult> SayAsync(HttpRequest request, PlaygroundDoor door, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var screen = PlaygroundScreen.Of(request);
        var text = form["text"].ToString();
        if (string.IsNullOrWhiteSpace(text))
            return Results.UnprocessableEntity();
        await door.SayAsync(screen.Chat, screen.Persona.Id, text, screen.Locale, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> PressAsync(HttpRequest request, PlaygroundDoor door, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var screen = PlaygroundScreen.Of(request);
        var line = form["line"].ToString();
        if (string.IsNullOrWhiteSpace(line))
            return Results.UnprocessableEntity();
        await door.PressAsync(screen.Chat, screen.Persona.Id, line, form["message"], screen.Locale, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> SubmitAsync(HttpRequest request, PlaygroundDoor door, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        var screen = PlaygroundScreen.Of(request);
        var line = form["line"].ToString();
        if (string.IsNullOrWhiteSpace(line))
            return Results.UnprocessableEntity();
        await door.SubmitAsync(screen.Chat, screen.Persona.Id, line, FormFields.Values(form), form["message"], screen.Locale, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> TickAsync(HttpRequest request, string id, PlaygroundToDos todos, PlaygroundDoor door, CancellationToken cancel)
    {
        await todos.MarkAsync(id, ToDoMark.Ticked, cancel);
        await door.HappenAsync(PlaygroundChats.Direct(PlaygroundScreen.Of(request).Persona.Id), null, new Happening.ToDoTouched([id]), cancel);
        return Results.NoContent();
    }

    private static async IAsyncEnumerable<SseItem<string>> StreamAsync(
        PlaygroundFeed feed, IHostApplicationLifetime life, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Open streams must not hold up the service's end
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        var changes = feed.Listen(ending.Token);
        yield return new SseItem<string>($"hello {PlaygroundFeed.Run}");
        await foreach (var change in changes)
            yield return new SseItem<string>(change);
    }

    private static RazorComponentResult<T> Part<T>(HttpRequest request, params (string Name, object? Value)[] values) where T : IComponent =>
        new(values.Append((Name: "Screen", Value: PlaygroundScreen.Of(request))).ToDictionary(v => v.Name, v => v.Value))
        {
            PreventStreamingRendering = true,
        };

    /// <summary>Refuses a post without this page's token, so that no foreign page can act in the playground.</summary>
    private sealed class Antiforgery(IAntiforgery antiforgery) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
            await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.BadRequest();
    }
}
