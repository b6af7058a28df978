using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>A button's way back: a link that, when clicked, says the command line in the chat in the clicker's name. https://open.dingtalk.com/document/orgapp/message-link-description</summary>
internal static class MessageLink
{
    public static string To(CommandButton button) => button.Url ?? To(button.Line);

    public static string To(string line) => "dtmd://dingtalkclient/sendMessage?content=" + Uri.EscapeDataString(line);

    /// <summary>Nothing can be asked between the click and the command, so the question stands on the button.</summary>
    public static string Label(CommandButton button) => button.Confirm is { Length: > 0 } question ? $"{button.Label} · {question}" : button.Label;
}
