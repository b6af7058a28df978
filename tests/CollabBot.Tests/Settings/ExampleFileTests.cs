using System.Globalization;
using CollabBot.Core;
using CollabBot.DingTalk;
using CollabBot.Features.SyncDay;
using CollabBot.Feishu;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.Configuration;

namespace CollabBot.Tests.Settings;

/// <summary><c>appsettings.example.json</c> shows every setting with the default the code has.</summary>
internal sealed class ExampleFileTests
{
    private static readonly (string Section, object Defaults)[] Sections =
    [
        ("Team", new TeamOptions()), ("Storage", new StorageOptions()), ("Wiki", new WikiOptions()), ("Feishu", new FeishuOptions()),
        ("DingTalk", new DingTalkOptions()), ("SyncDay", new SyncDayOptions()), ("Web", new WebOptions()), ("Playground", new PlaygroundOptions()),
    ];

    [Test]
    public void Every_setting_stands_in_the_example_with_its_default()
    {
        var file = Example();
        using (Assert.EnterMultipleScope())
        {
            foreach (var (key, value) in Sections.SelectMany(s => Settings(s.Section, s.Defaults)))
            {
                Assert.That(file.GetSection(key).Exists() || file.AsEnumerable().Any(e => e.Key == key), Is.True, $"{key} is missing");
                Assert.That(file[key] ?? "", Is.EqualTo(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""), key);
            }
        }
    }

    [Test]
    public void The_example_shows_nothing_the_code_does_not_read()
    {
        var known = Sections.SelectMany(s => Settings(s.Section, s.Defaults)).Select(s => s.Key).Append("Urls").Append("Serilog:MinimumLevel").ToHashSet();
        var shown = Example().AsEnumerable().Where(e => !Example().GetSection(e.Key).GetChildren().Any()).Select(e => e.Key);
        Assert.That(shown.Except(known), Is.Empty);
    }

    private static IConfigurationRoot Example() => new ConfigurationBuilder().AddJsonFile(Path.Combine(Source.Root, "appsettings.example.json")).Build();

    private static IEnumerable<(string Key, object? Value)> Settings(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var value = property.GetValue(options);
            if (value is null or string or bool or ValueType)
                yield return ($"{section}:{property.Name}", value);
            else
                foreach (var inner in Settings($"{section}:{property.Name}", value))
                    yield return inner;
        }
    }
}
