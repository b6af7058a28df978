using System.Collections.Concurrent;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Todo;

/// <summary>The unionId of a member of staff; it never changes, so it is asked for once.</summary>
internal sealed class UnionIds(IContactApi api, AppCalls calls)
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>The id, or why it could not be had.</summary>
    public async Task<(string? UnionId, DingTalkFailure? Failure)> OfAsync(string staffId, CancellationToken cancel)
    {
        if (known.TryGetValue(staffId, out var id))
            return (id, null);
        var result = await calls.RunAsync("contact/user", token => api.UserAsync(token, new UserRequest(staffId), cancel), cancel);
        if (result.Failure is { } failure)
            return (null, failure);
        if (result.Answer?.Child("result")?.Id("unionid") is not { } union)
            return (null, new DingTalkFailure(Core.Platforms.FailureKind.Misconfigured, "", "the address book names no unionid"));
        known[staffId] = union;
        return (union, null);
    }
}
