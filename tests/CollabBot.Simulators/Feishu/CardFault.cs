namespace CollabBot.Simulators.Feishu;

/// <summary>Why Feishu refuses a card, in its own grammar.</summary>
public sealed record CardFault(int Code, string Path, string Words, string? Value = null)
{
    public string Message => $"Failed to create card content, ext=ErrCode: {Code}; ErrPath: {Path}; ErrMsg: {Words}; ErrorValue: {Value}; ";
}
