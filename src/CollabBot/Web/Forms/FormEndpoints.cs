using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CollabBot.Web.Forms;

/// <summary>
/// The page behind a form's link. The secret in the link is all the authority there is: no cookie, no login, hence nothing a foreign page could abuse; the page runs no script, loads nothing from
/// elsewhere, sends no referrer and is kept by no cache.
/// </summary>
internal static class FormEndpoints
{
    private const long MostBytes = 256 * 1024;
    private const int MostCharacters = 30_000;
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void MapForms(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(FormTickets.Path).AddEndpointFilter(async (context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-store";
            return await next(context);
        });
        group.MapGet("{secret}", OpenAsync);
        group.MapPost("{secret}", SubmitAsync).DisableAntiforgery();
    }

    private static async Task<IResult> OpenAsync(HttpRequest request, string secret, FormDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(secret, cancel) is { } ticket ? Open(ticket, ticket.Form, await desk.RosterAsync(cancel), null) : Ended(FormState.Gone, PageLocale.Of(request));

    private static async Task<IResult> SubmitAsync(HttpRequest request, string secret, FormDesk desk, Phrasebook phrases, CancellationToken cancel)
    {
        if (request.ContentLength is null or > MostBytes || !request.HasFormContentType)
            return Results.StatusCode(request.HasFormContentType ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status415UnsupportedMediaType);
        if (await desk.FindAsync(secret, cancel) is not { } ticket)
            return Ended(FormState.Gone, PageLocale.Of(request));
        var fields = FormFields.Values(await request.ReadFormAsync(cancel));
        if (fields.Values.Sum(v => v.Length) > MostCharacters)
            return Open(ticket, ticket.Form, await desk.RosterAsync(cancel), phrases.Say("forms.too-long", ticket.Locale));
        var (state, form, problem) = await desk.SubmitAsync(ticket, fields, cancel);
        return state == FormState.Open ? Open(ticket, form, await desk.RosterAsync(cancel), problem) : Ended(state, ticket.Locale);
    }

    private static RazorComponentResult<FormPage> Open(FormTicket ticket, CommandForm form, Roster roster, string? problem) => Page(StatusCodes.Status200OK,
        ("State", FormState.Open), ("Locale", ticket.Locale), ("Form", form), ("Roster", roster), ("Person", roster.Person(ticket.PersonId)?.Name),
        ("Sensitive", ticket.Sensitive), ("Problem", problem));

    private static RazorComponentResult<FormPage> Ended(FormState state, string locale) =>
        Page(state == FormState.Gone ? StatusCodes.Status410Gone : StatusCodes.Status200OK, ("State", state), ("Locale", locale));

    private static RazorComponentResult<FormPage> Page(int status, params (string Name, object? Value)[] values) =>
        new(values.ToDictionary(v => v.Name, v => v.Value)) { StatusCode = status, PreventStreamingRendering = true };
}
