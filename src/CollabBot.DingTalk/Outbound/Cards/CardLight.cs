using CollabBot.Core.Doctor;
using CollabBot.Core.Text;
using CollabBot.DingTalk.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>Green when a card of the operator's template arrived, red while DingTalk refuses it; without a template the matter does not arise.</summary>
internal sealed class CardLight(CardHealth health, DingTalkConsole console, IOptions<DingTalkOptions> options) : ILight
{
    public string Key => "card";

    public bool Applies => options.Value.HasCards;

    public async Task<LightState> LookAsync(CancellationToken cancel) => await health.FindAsync(cancel) switch
    {
        { RefusedAt: { } at, Code: { } code, Reason: var reason } when DingTalkLights.IsOfScope(code) => LightState.Red("scope", console.Scope(CardHealth.Scope), ("at", at), ("reason", reason)),
        { RefusedAt: { } at, Code: { } code, Reason: var reason } => LightState.Red("bad", DingTalkConsole.Cards, ("at", at), ("reason", Why(code, reason))),
        { ArrivedAt: { } at } => LightState.Green("ok", ("at", at)),
        _ => LightState.Amber("unproved", DingTalkConsole.Cards),
    };

    private static object? Why(string code, string? reason) => DingTalkReasons.Key(code) is { } key ? new Phrase("dingtalk.doctor.reason", ("why", new Phrase(key)), ("code", reason)) : reason;
}
