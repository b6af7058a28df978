using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Directory;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when departments, heads and people can be read; says for each missing permission what it is for. DingTalk does not count these calls.</summary>
internal sealed class DirectoryLight(IContactApi api, AppCalls calls, ProofBook book, DingTalkConsole console, Pulse pulse) : ILight
{
    private const long Root = 1;

    // Where DingTalk asks to come back later the reader does, for minutes; whoever looks at a page does not wait that long
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public string Key => "directory";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, pulse.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            return await LookAsync(new ContactReader(api, calls, pulse), both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return LightState.Amber("busy", null);
        }
        catch (HttpRequestException exception)
        {
            return LightState.Red("bad", DingTalkConsole.Apps, ("reason", exception.Message));
        }
    }

    private async Task<LightState> LookAsync(ContactReader reader, CancellationToken cancel)
    {
        var (tops, alone) = await reader.RangeAsync(cancel);
        var people = alone.Count;
        if (tops.Count > 0)
        {
            var children = await reader.ChildrenAsync(tops[0], cancel);
            await reader.DepartmentAsync(children.FirstOrDefault(tops[0]), cancel);
            people += (await reader.MembersAsync(tops[0], 1, cancel)).Count;
        }

        // Any id shows whether single people may be read: what a person out of range is answered is no missing permission
        await reader.PersonAsync(book.Somebody ?? (alone.Count > 0 ? alone[0] : "nobody"), cancel);
        if (reader.Missing.Count > 0)
            return LightState.Red("missing", console.Scope(reader.Missing[0]), ("scopes", reader.Missing.Select(Worded).ToList()));
        if (tops.Count + people == 0)
            return LightState.Red("empty", DingTalkConsole.Apps);
        return tops.Contains(Root) ? LightState.Green("ok") : new LightState(LightColour.Green, "part", DingTalkConsole.Apps);
    }

    private static Phrase Worded(string scope) => new($"dingtalk.scope.{DingTalkScopes.Reason(scope) ?? "other"}", ("scope", scope));
}
