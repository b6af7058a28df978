using CollabBot.Core.Chat;
using CollabBot.Core.Doctor;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;

namespace CollabBot.Feishu.Doctor;

/// <summary>Where the sync day goes, in the setting's form; empty = nowhere yet.</summary>
internal sealed record TeamGroup(string? Setting);

/// <summary>Green when the bot is in the group of the sync day; while none is set, in any group.</summary>
internal sealed class GroupLight(IFeishuDoctorApi api, IFeishuChatApi chats, TeamGroup group, FeishuConsole console) : ILight
{
    private const int Named = 3;

    public string Key => "group";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        if (Place.Parse(group.Setting) is not { Platform: EventReader.Platform } place)
            return await AnyAsync(cancel);
        var result = await FeishuCall.RunAsync(c => api.IsInChatAsync(place.ChatId, c), cancel);
        if (result.Failure is { } failure)
            return LightState.Red("bad", Page(failure), FeishuLights.Reason(failure));
        return result.Answer?.Data is { IsInChat: true } ? LightState.Green("ok") : LightState.Red("outside", console.Group(place.ChatId));
    }

    private async Task<LightState> AnyAsync(CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(c => chats.ChatsAsync(100, null, c), cancel);
        if (result.Failure is { } failure)
            return LightState.Red("bad", Page(failure), FeishuLights.Reason(failure));
        var found = result.Answer?.Data?.Items?.Where(c => c.ChatStatus is null or "normal").ToList() ?? [];
        // The console shows no chat ids, so the setting is told ready to copy
        return found.Count > 0
            ? LightState.Green("some", ("count", found.Count), ("groups", string.Join("; ", found.Take(Named).Select(c => $"{c.Name} = {EventReader.Platform}:{c.ChatId}"))))
            : LightState.Red("none", console.Chat);
    }

    private string Page(FeishuFailure failure) => failure.Scopes.Count > 0 ? console.Scopes(failure.Scopes) : console.Version;
}
