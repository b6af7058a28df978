using CollabBot.Core;
using CollabBot.Core.Features;
using CollabBot.Core.Text;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Directory;

/// <summary>Names each permission whose lack hides a part of the company, and says when the app sees only some of it.</summary>
internal sealed class DirectoryDoctor(DingTalkDirectory directory, IOptions<TeamOptions> team, Phrasebook phrases) : IDoctorCheck
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel)
    {
        try
        {
            var snapshot = await directory.ProbeAsync(cancel);
            if (snapshot.Missing.Count > 0)
                return [Light(false, "missing", ("scopes", string.Join(", ", snapshot.Missing)))];
            if (snapshot.Departments.Count + snapshot.People.Count == 0)
                return [Light(false, "empty")];
            return [Light(true, snapshot.IsWhole ? "ok" : "part")];
        }
        catch (HttpRequestException exception)
        {
            return [Light(false, "bad", ("reason", exception.Message))];
        }
    }

    private Finding Light(bool healthy, string outcome, params (string Name, object? Value)[] values) => new(
        phrases.Say("dingtalk.doctor.directory", team.Value.Locale), healthy, phrases.Say($"dingtalk.doctor.directory.{outcome}", team.Value.Locale, values), healthy ? null : DingTalkDoctor.Console);
}
