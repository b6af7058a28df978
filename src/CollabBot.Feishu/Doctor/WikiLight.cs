using CollabBot.Core;
using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>Where the page tree grows; no space = the wiki is elsewhere.</summary>
internal sealed record WikiGround(bool Wanted, string SpaceId, string ParentNode);

/// <summary>Green when a test page could be written: made once, after that only its title changes with each look.</summary>
internal sealed class WikiLight(IFeishuWikiProbeApi api, WikiGround ground, ProofBook book, FeishuConsole console, Phrasebook phrases, IOptions<TeamOptions> team, Pulse pulse) : ILight
{
    private const int NotFound = 131005;
    private const int Forbidden = 131006;

    public string Key => "wiki";

    public bool Applies => ground.Wanted;

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        if (ground.SpaceId.Length == 0)
            return LightState.Red("unset", console.Wikis);
        var now = pulse.Time.GetUtcNow();
        var title = phrases.Say("feishu.doctor.wiki.page", team.Value.Locale, ("at", now));
        var failure = book.Now.WikiNode is { } kept ? (await FeishuCall.RunAsync(c => api.RenameAsync(ground.SpaceId, kept, new WikiTitle(title), c), cancel)).Failure : null;
        // Somebody may have deleted the page, or the space is another one now
        if (book.Now.WikiNode is null || failure?.Code == NotFound)
        {
            var parent = ground.ParentNode.Length > 0 ? ground.ParentNode : null;
            var made = await FeishuCall.RunAsync(c => api.CreateAsync(ground.SpaceId, new NewWikiNode("docx", "origin", parent, title), c), cancel);
            failure = made.Failure;
            if (made.Answer?.Data?.Node?.NodeToken is { } node)
                book.WikiPage(node);
        }

        return failure switch
        {
            null => LightState.Green("ok", ("at", now)),
            { Code: Forbidden } => LightState.Red("forbidden", console.Wiki(ground.SpaceId), FeishuLights.Reason(failure)),
            { Scopes.Count: > 0 } => LightState.Red("bad", console.Scopes(failure.Scopes), FeishuLights.Reason(failure)),
            _ => LightState.Red("bad", console.Wiki(ground.SpaceId), FeishuLights.Reason(failure)),
        };
    }
}
