using CollabBot.Core;
using CollabBot.Core.Features;
using CollabBot.Core.Text;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Directory;

/// <summary>Names each scope whose lack hides a part of the company, and says when the app sees only some of it.</summary>
internal sealed class DirectoryDoctor(FeishuDirectory directory, IOptions<FeishuOptions> options, IOptions<TeamOptions> team, Phrasebook phrases) : IDoctorCheck
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel)
    {
        try
        {
            var snapshot = await directory.ProbeAsync(cancel);
            if (snapshot.Missing.Count > 0)
                return [Light(false, "missing", ("scopes", string.Join(", ", snapshot.Missing)))];
            return [snapshot.IsWhole ? Light(true, "ok", ("count", snapshot.Departments.Count)) : Light(true, "part", ("count", snapshot.Departments.Count))];
        }
        catch (HttpRequestException exception)
        {
            return [Light(false, "bad", ("reason", exception.Message))];
        }
    }

    private Finding Light(bool healthy, string outcome, params (string Name, object? Value)[] values) => new(
        phrases.Say("feishu.doctor.directory", team.Value.Locale),
        healthy,
        phrases.Say($"feishu.doctor.directory.{outcome}", team.Value.Locale, values),
        healthy ? null : $"{options.Value.BaseUrl.TrimEnd('/')}/app/{options.Value.AppId}/auth");
}
