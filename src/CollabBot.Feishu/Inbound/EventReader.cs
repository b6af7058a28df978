using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Inbound;

/// <summary>Turns a genuine event, from the webhook or the long connection alike, into what we do with it.</summary>
internal sealed class EventReader(BotIdentity bot, NameBook names, ProofBook proofs, UnusedEvents unused, FeishuWords words, IOptions<FeishuOptions> options)
{
    /// <summary>The body the platform ignores for events and takes as "no change" for cards.</summary>
    public const string Nothing = "{}";

    /// <summary>The platform's name in ids and places.</summary>
    public const string Platform = "feishu";

    public WebhookVerdict Read(JsonElement root, DateTimeOffset receivedAt)
    {
        var type = root.Text("header", "event_type") ?? root.Text("event", "type");
        if (type is null || root.At("event") is not { ValueKind: JsonValueKind.Object } happened)
            return new WebhookVerdict.Reject(400, "the event has no type or no content");
        var eventId = root.Text("header", "event_id") ?? root.Text("uuid");
        var tenant = root.Text("header", "tenant_key") ?? happened.Text("tenant_key");
        var at = Instant(root.Text("header", "create_time")) ?? receivedAt;
        return type switch
        {
            EventLight.Event => Heard(Named(MessageReader.Read(happened, eventId, at, bot.OpenId, tenant)), receivedAt),
            ButtonLight.Callback => Pressed(Named(CardActionReader.Read(happened, eventId, at, words.Toast)), receivedAt),
            _ => Happening(new FeishuEvent(type, eventId, happened, tenant, at))
                ?? Unused(type),
        };
    }

    private WebhookVerdict.Ignore Unused(string type)
    {
        unused.Count(Short(type));
        return new WebhookVerdict.Ignore($"event type {Short(type)} is not used", Nothing);
    }

    private WebhookVerdict? Happening(FeishuEvent happened) => HappeningReader.Read(happened, options.Value.BlockerEmoji) is { } verdict ? Named(verdict) : null;

    private WebhookVerdict Heard(WebhookVerdict verdict, DateTimeOffset receivedAt)
    {
        if (verdict is WebhookVerdict.Accept { Message: var message })
            proofs.Heard(message, receivedAt);
        return verdict;
    }

    private WebhookVerdict Pressed(WebhookVerdict verdict, DateTimeOffset receivedAt)
    {
        proofs.Pressed(receivedAt);
        return verdict;
    }

    private WebhookVerdict Named(WebhookVerdict verdict)
    {
        if (verdict is not WebhookVerdict.Accept { Message: var message } accept)
            return verdict;
        foreach (var mention in message.Mentions)
            if (mention is { IsBot: false, UserId: { } userId, Name.Length: > 0 })
                names.Learn(userId, mention.Name);
        if (message.SenderName is { Length: > 0 } name && message.SenderId.Length > 0)
            names.Learn(message.SenderId, name);
        return accept with { Message = message with { SenderName = names.Of(message.SenderId) } };
    }

    /// <summary>Milliseconds for messages, microseconds for cards: told apart by length.</summary>
    public static DateTimeOffset? Instant(string? digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? digits!.Length switch
            {
                <= 11 => DateTimeOffset.FromUnixTimeSeconds(number),
                <= 14 => DateTimeOffset.FromUnixTimeMilliseconds(number),
                <= 17 => DateTimeOffset.FromUnixTimeMilliseconds(number / 1000),
                _ => null,
            }
            : null;

    /// <summary>Names from outside go into logs: printable and short.</summary>
    public static string Short(string name) => new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(60)]);
}
