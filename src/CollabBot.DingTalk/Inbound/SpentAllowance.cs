using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// The organisation's month is used up: messages and events then come without their content, with code 20001 instead. All of them are one thing to tell, under one key.
/// https://open.dingtalk.com/document/orgapp/api-call-volume-and-frequency
/// </summary>
internal static class SpentAllowance
{
    private const string Code = "20001";

    // DingTalk counts by the calendar month of China, wherever the team is
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Null when this is a message or an event with its content, or without it for another reason.</summary>
    public static WebhookVerdict.Accept? Read(System.Text.Json.JsonElement body, DateTimeOffset receivedAt, string response) =>
        (body.Id("errorCode") ?? body.Id("errCode")) == Code ? Of(Allowance.Messages, receivedAt, response) : null;

    public static WebhookVerdict.Accept Of(Allowance allowance, DateTimeOffset now, string response)
    {
        var month = now.ToOffset(China).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var key = $"spent:{allowance}:{month}";
        var place = new Place(DingTalkModule.Platform, "allowance", PlaceKind.Direct);
        return new WebhookVerdict.Accept(new InboundMessage(key, place, "", "", now) { Happened = new Happening.AllowanceSpent(allowance, month) }, [key], response);
    }
}
