using Microsoft.Extensions.Options;

namespace CollabBot.Feishu;

/// <summary>Says in one sentence per problem which key is wrong, why, and what a right value looks like.</summary>
public sealed class FeishuOptionsCheck : IValidateOptions<FeishuOptions>
{
    public ValidateOptionsResult Validate(string? name, FeishuOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(FeishuOptions options)
    {
        if (Spaced(options.AppId))
            yield return "Feishu:AppId has a space in it; an app id looks like cli_a1b2c3d4e5f60718.";
        if (options.AppId.Length > 0 && options.AppSecret.Length == 0)
            yield return "Feishu:AppSecret is empty although Feishu:AppId is set; copy it from the app's Credentials page, for example Feishu__AppSecret=8Nq0c3….";
        if (options.AppId.Length == 0 && options.AppSecret.Length > 0)
            yield return "Feishu:AppId is empty although Feishu:AppSecret is set; give both, for example Feishu__AppId=cli_a1b2c3d4e5f60718, or neither.";
        if (!Enum.IsDefined(options.Receive))
            yield return "Feishu:Receive is neither LongConnection nor Webhook; for example Feishu__Receive=Webhook.";
        if (options.AppId.Length > 0 && options.Receive == FeishuReceive.Webhook)
        {
            if (options.EncryptKey.Length == 0)
                yield return "Feishu:EncryptKey is empty but Feishu:Receive=Webhook needs it to check signatures; copy it from Events & callbacks, Encryption, for example Feishu__EncryptKey=x7Yk….";
            if (options.VerificationToken.Length == 0)
                yield return "Feishu:VerificationToken is empty but Feishu:Receive=Webhook needs it; copy it from Events & callbacks, Encryption, for example Feishu__VerificationToken=v2Qd….";
        }

        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.AbsolutePath != "/" || address.Query.Length > 0)
            yield return "Feishu:BaseUrl is not an http(s) address without a path; for example Feishu__BaseUrl=https://open.feishu.cn (or https://open.larksuite.com).";
        if (!IsEmoji(options.BlockerEmoji))
            yield return "Feishu:BlockerEmoji is no emoji_type; for example Feishu__BlockerEmoji=Alarm, or empty for none.";
        if (options.CallsPerSecond is < 0 or > 1000)
            yield return "Feishu:CallsPerSecond must be 0 (no pacing) to 1000; for example Feishu__CallsPerSecond=50.";
        if (options.MessagesPerSecondPerChat is < 0 or > 1000)
            yield return "Feishu:MessagesPerSecondPerChat must be 0 (no pacing) to 1000; for example Feishu__MessagesPerSecondPerChat=5.";
    }

    private static bool IsEmoji(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool Spaced(string text) => text.Any(char.IsWhiteSpace);
}
