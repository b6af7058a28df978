using CollabBot.Core.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

public sealed class DingTalkDoctorTests
{
    [Test]
    public async Task All_is_green_when_the_platform_answers_and_no_connection_is_taken()
    {
        await using var bench = await DingTalkBench.StartAsync();
        Assert.That((await CheckAsync(bench)).Select(f => (f.Name, f.Healthy)), Is.EqualTo(new[] { ("钉钉应用", true), ("钉钉 Stream", true) }));
        Assert.That(bench.Simulator.Stream.Opened, Is.Zero);
    }

    [Test]
    public async Task Wrong_credentials_are_told_with_what_to_do()
    {
        await using var bench = await DingTalkBench.StartAsync(s => s["DingTalk:ClientSecret"] = "geheim");
        var findings = await CheckAsync(bench);
        Assert.That(findings.Select(f => f.Healthy), Is.All.False);
        Assert.That(findings.Select(f => f.Sentence), Is.All.Not.Contain("geheim").And.All.Not.Contain("{"));
        Assert.That(findings[0].Sentence, Does.Contain("DingTalk:ClientSecret"));
    }

    [Test]
    public async Task An_unpublished_app_is_red_for_its_stream_only()
    {
        await using var bench = await DingTalkBench.StartAsync();
        bench.Simulator.World.StreamEnabled = false;
        Assert.That((await CheckAsync(bench)).Select(f => f.Healthy), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Webhook_mode_needs_no_stream()
    {
        await using var bench = await DingTalkBench.StartAsync(s => s["DingTalk:Receive"] = "Webhook");
        Assert.That((await CheckAsync(bench)).Select(f => (f.Name, f.Healthy)), Is.EqualTo(new[] { ("钉钉应用", true), ("钉钉机器人回调", true) }));
    }

    private static Task<IReadOnlyList<Finding>> CheckAsync(DingTalkBench bench) => bench.Services.GetServices<IDoctorCheck>().Single(c => c.GetType().Name == "DingTalkDoctor").CheckAsync(default);
}
