using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>Interactive cards: an instance of a template with variables, delivered to a chat. https://open.dingtalk.com/document/development/create-and-deliver-cards</summary>
internal interface ICardApi
{
    [Post("/v1.0/card/instances/createAndDeliver")]
    Task<ApiResponse<string>> CreateAsync([Header(IRobotApi.TokenHeader)] string token, [Body] NewCard card, CancellationToken cancel);

    [Post("/v1.0/card/instances/deliver")]
    Task<ApiResponse<string>> DeliverAsync([Header(IRobotApi.TokenHeader)] string token, [Body] CardDelivery delivery, CancellationToken cancel);

    [Put("/v1.0/card/instances")]
    Task<ApiResponse<string>> ChangeAsync([Header(IRobotApi.TokenHeader)] string token, [Body] CardChange change, CancellationToken cancel);

    [Put("/v1.0/card/streaming")]
    Task<ApiResponse<string>> StreamAsync([Header(IRobotApi.TokenHeader)] string token, [Body] CardText text, CancellationToken cancel);

    [Post("/v1.0/card/callbacks/register")]
    Task<ApiResponse<string>> RegisterAsync([Header(IRobotApi.TokenHeader)] string token, [Body] CardRoute route, CancellationToken cancel);
}

/// <summary>The variables of a card: every value is a text, whatever it means.</summary>
internal sealed record CardData(IReadOnlyDictionary<string, string> CardParamMap);

internal sealed record NewCard(string CardTemplateId, string OutTrackId, string CallbackType, CardData CardData, string OpenSpaceId)
{
    public string? CallbackRouteKey { get; init; }

    public GroupSpace? ImGroupOpenSpaceModel { get; init; }

    public GroupDelivery? ImGroupOpenDeliverModel { get; init; }

    public RobotSpace? ImRobotOpenSpaceModel { get; init; }

    public RobotDelivery? ImRobotOpenDeliverModel { get; init; }

    public IReadOnlyList<string>? CardAtUserIds { get; init; }
}

internal sealed record CardDelivery(string OutTrackId, string OpenSpaceId)
{
    public GroupDelivery? ImGroupOpenDeliverModel { get; init; }

    public RobotDelivery? ImRobotOpenDeliverModel { get; init; }
}

/// <summary>How the chat list shows it, by language.</summary>
internal sealed record GroupSpace(bool SupportForward, IReadOnlyDictionary<string, string> LastMessageI18n, CardNotification Notification);

internal sealed record RobotSpace(bool SupportForward, IReadOnlyDictionary<string, string> LastMessageI18n, CardNotification Notification);

/// <summary>What a phone shows of it while it is locked.</summary>
internal sealed record CardNotification(string AlertContent, bool NotificationOff);

internal sealed record GroupDelivery(string RobotCode, IReadOnlyDictionary<string, string>? AtUserIds);

internal sealed record RobotDelivery(string RobotCode)
{
    public string SpaceType { get; init; } = "IM_ROBOT";
}

/// <summary>Without the options the whole map would be replaced.</summary>
internal sealed record CardOptions(bool UpdateCardDataByKey, bool UpdatePrivateDataByKey)
{
    public static CardOptions ByKey { get; } = new(true, true);
}

internal sealed record CardChange(string OutTrackId, CardData CardData, CardOptions CardUpdateOptions);

internal sealed record CardText(string OutTrackId, string Guid, string Key, string Content, bool IsFull, bool IsFinalize, bool IsError);

internal sealed record CardRoute(string CallbackRouteKey, string CallbackUrl, string ApiSecret, bool ForceUpdate);

/// <summary>What a press is answered with: the picture that the card shows from now on.</summary>
internal sealed record CardAnswer(CardOptions CardUpdateOptions, CardData CardData);
