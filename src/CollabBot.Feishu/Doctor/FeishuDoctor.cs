using CollabBot.Core;
using CollabBot.Core.Features;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>The lights as <c>collabbot doctor</c> prints them.</summary>
internal sealed class FeishuDoctor(FeishuLights lights, IOptions<TeamOptions> team) : IDoctorCheck
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel) =>
        [.. (await lights.LookAsync(team.Value.Locale, cancel, "*")).Select(l => new Finding(l.Name, l.Colour == LightColour.Green, l.Sentence, l.Link) { Unproved = l.Colour == LightColour.Amber })];
}
