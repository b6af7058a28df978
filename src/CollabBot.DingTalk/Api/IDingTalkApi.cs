using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>The token of the app. https://open.dingtalk.com/document/orgapp/obtain-the-access_token-of-an-internal-app</summary>
internal interface ITokenApi
{
    [Post("/v1.0/oauth2/accessToken")]
    Task<ApiResponse<string>> GetAsync([Body] TokenRequest request, CancellationToken cancel);
}

internal sealed record TokenRequest(string AppKey, string AppSecret);

/// <summary>Messages of the robot at any time, to any chat it is in. https://open.dingtalk.com/document/orgapp/robot-message-types-and-data-format</summary>
internal interface IRobotApi
{
    [Post("/v1.0/robot/groupMessages/send")]
    Task<ApiResponse<string>> SendToGroupAsync([Header(TokenHeader)] string token, [Body] GroupMessage message, CancellationToken cancel);

    [Post("/v1.0/robot/oToMessages/batchSend")]
    Task<ApiResponse<string>> SendToPeopleAsync([Header(TokenHeader)] string token, [Body] PeopleMessage message, CancellationToken cancel);

    const string TokenHeader = "x-acs-dingtalk-access-token";
}

internal sealed record GroupMessage(string RobotCode, string OpenConversationId, string MsgKey, string MsgParam);

internal sealed record PeopleMessage(string RobotCode, IReadOnlyList<string> UserIds, string MsgKey, string MsgParam);

/// <summary>Answers within the hour and a half after a message, in its chat, with mentions. https://open.dingtalk.com/document/orgapp/robot-reply-and-send-messages</summary>
internal interface ISessionApi
{
    [Post("/robot/sendBySession")]
    Task<ApiResponse<string>> SendAsync([Query] string session, [Body] SessionMessage message, [Property(SessionHost.Origin)] Uri origin, CancellationToken cancel);
}

internal sealed record SessionMessage(string Msgtype)
{
    public SessionText? Text { get; init; }

    public SessionMarkdown? Markdown { get; init; }

    public SessionCard? ActionCard { get; init; }

    public SessionAt? At { get; init; }
}

internal sealed record SessionText(string Content);

internal sealed record SessionMarkdown(string Title, string Text);

internal sealed record SessionCard(string Title, string Text, string BtnOrientation, IReadOnlyList<SessionButton> Btns);

internal sealed record SessionButton(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("actionURL")] string ActionUrl);

internal sealed record SessionAt(IReadOnlyList<string> AtUserIds);
