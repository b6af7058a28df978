using CollabBot.Core.Features;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

public sealed class DoctorTests
{
    [Test]
    public async Task All_is_green_when_the_platform_answers()
    {
        await using var bench = await FeishuBench.StartAsync(null, ("Feishu:Receive", "LongConnection"));
        Assert.That((await CheckAsync(bench)).Select(f => (f.Name, f.Healthy)), Is.EqualTo(new[] { ("飞书机器人", true), ("飞书长连接", true) }));
        Assert.That(await bench.Platform.ReadyAsync(CancellationToken.None), Is.True, "a command that keeps no connection needs none");
    }

    [Test]
    public async Task A_wrong_secret_is_told_with_what_to_do_and_where()
    {
        await using var bench = await FeishuBench.StartAsync(null, ("Feishu:Receive", "LongConnection"), ("Feishu:AppSecret", "geheim"));
        foreach (var finding in await CheckAsync(bench))
        {
            Assert.That((finding.Healthy, finding.Link), Is.EqualTo((false, $"{bench.Simulator.Address}/app/{bench.Simulator.World.AppId}")));
            Assert.That(finding.Sentence, Does.Not.Contain("geheim").And.Not.Contain("{").And.Not.Contain("feishu.doctor"));
        }
    }

    [Test]
    public async Task A_bot_that_is_switched_off_is_red()
    {
        await using var bench = await FeishuBench.StartAsync(new FeishuWorld { BotStatus = 0 });
        Assert.That((await CheckAsync(bench)).Select(f => (f.Name, f.Healthy)), Is.EqualTo(new[] { ("飞书机器人", false), ("飞书事件推送", true) }));
    }

    private static Task<IReadOnlyList<Finding>> CheckAsync(FeishuBench bench) => bench.Get<IDoctorCheck>().CheckAsync(CancellationToken.None);
}
