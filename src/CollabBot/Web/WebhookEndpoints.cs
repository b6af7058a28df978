using System.Text;
using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;

namespace CollabBot.Web;

/// <summary>The HTTP doors of the platforms: bytes in once, a pure verdict, durable storing, and only then the answer.</summary>
public static class WebhookEndpoints
{
    private const int MostBytes = 1 << 20;

    public static void MapWebhooks(this WebApplication app)
    {
        foreach (var webhook in app.Services.GetServices<IWebhook>())
            app.MapPost(webhook.Path, context => HandleAsync(context, webhook));
    }

    private static async Task HandleAsync(HttpContext context, IWebhook webhook)
    {
        var services = context.RequestServices;
        var logger = services.GetRequiredService<ILogger<IWebhook>>();
        var body = await ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            logger.LogWarning("Refused {Path}: the body is larger than 1 MiB", webhook.Path);
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var request = new WebhookRequest(body, name => Header(context.Request, name), services.GetRequiredService<Pulse>().Time.GetUtcNow())
        {
            Query = name => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null,
        };
        switch (webhook.Read(request))
        {
            case WebhookVerdict.Accept accept:
                await AcceptAsync(context, accept);
                break;
            case WebhookVerdict.Answer answer:
                await AnswerAsync(context, answer.ResponseJson);
                break;
            case WebhookVerdict.Ignore ignore:
                logger.LogDebug("Ignored an event at {Path}: {Reason}", webhook.Path, ignore.Reason);
                await AnswerAsync(context, ignore.ResponseJson);
                break;
            case WebhookVerdict.Reject reject:
                logger.LogWarning("Refused {Path} with {Status}: {Reason}", webhook.Path, reject.Status, reject.Reason);
                context.Response.StatusCode = reject.Status;
                break;
        }
    }

    private static async Task AcceptAsync(HttpContext context, WebhookVerdict.Accept accept)
    {
        var written = false;
        try
        {
            // Not the request's token: once the bytes are whole, a caller that hangs up must not undo the storing
            foreach (var one in accept.More.Prepend(accept))
                await context.RequestServices.GetRequiredService<Inbox>().AcceptAsync(one.Message, one.Keys, CancellationToken.None);
            await AnswerAsync(context, accept.Late is { } late ? await late.MakeAsync(context.RequestAborted) : accept.ResponseJson);
            written = !context.RequestAborted.IsCancellationRequested;
        }
        finally
        {
            accept.Late?.Ended(written);
        }
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    private static async Task AnswerAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
            return null;
        var buffer = new MemoryStream((int)(request.ContentLength ?? 4096));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (buffer.Length + read > MostBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
