using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Doctor;

/// <summary>Green when every scope that nothing works without is granted; says for each missing one what it is for.</summary>
internal sealed class ScopesLight(IFeishuDoctorApi api, FeishuConsole console) : ILight
{
    private const int Granted = 1;
    private const int NotInstalled = 212100;

    public string Key => "scopes";

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        var result = await FeishuCall.RunAsync(api.ScopesAsync, cancel);
        if (result.Failure is { } failure)
            return failure.Code == NotInstalled ? LightState.Red("uninstalled", console.Version) : LightState.Red("bad", console.Scopes(FeishuScopes.Names), FeishuLights.Reason(failure));
        var granted = (result.Answer?.Data?.Scopes ?? [])
            .Where(s => s is { GrantStatus: Granted, ScopeName: not null, ScopeType: null or "tenant" })
            .Select(s => s.ScopeName!)
            .ToHashSet(StringComparer.Ordinal);
        var missing = FeishuScopes.All.Where(s => !s.IsIn(granted)).ToList();
        var needed = missing.Where(s => s.Required).ToList();
        if (needed.Count > 0)
            return LightState.Red("missing", console.Scopes(missing.Select(s => s.Name)), ("scopes", Worded(needed)));
        return missing.Count == 0
            ? LightState.Green("ok", ("count", FeishuScopes.All.Count))
            : new LightState(LightColour.Green, "part", console.Scopes(missing.Select(s => s.Name)), ("scopes", Worded(missing)));
    }

    private static List<Phrase> Worded(IEnumerable<WantedScope> scopes) => [.. scopes.Select(s => new Phrase($"feishu.scope.{s.Reason}", ("scope", s.Name)))];
}
