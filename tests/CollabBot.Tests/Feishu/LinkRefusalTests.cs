using CollabBot.Core.Platforms;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

/// <summary>What the platform refuses for good is told apart from what passes, and both are said in words.</summary>
[CancelAfter(30_000)]
public sealed class LinkRefusalTests
{
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync(null, ("Feishu:Receive", "LongConnection"), ("Feishu:EncryptKey", ""), ("Feishu:VerificationToken", ""));

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [TestCase(514, "Refused", "App Secret")]
    [TestCase(403, "Refused", "企业自建应用")]
    [TestCase(1000040344, "Refused", "App Secret")]
    [TestCase(1000040350, "Refused", "50 条长连接")]
    [TestCase(77777, "Refused", "code 77777")]
    [TestCase(1, "Busy", "正忙")]
    [TestCase(1000040343, "Busy", "正忙")]
    public async Task An_address_that_is_refused_says_whether_that_passes(int code, string end, string says)
    {
        bench.Simulator.Gateway.RefuseWith = code;
        await DialAsync(end, says);
    }

    [TestCase(403, "Refused", "企业自建应用")]
    [TestCase(1000040350, "Refused", "50 条长连接")]
    [TestCase(514, "Busy", "refused with 514")]
    [TestCase(500, "Busy", "refused with 500")]
    public async Task A_socket_that_is_refused_says_whether_that_passes(int status, string end, string says)
    {
        bench.Simulator.Gateway.RefuseUpgradeWith = status;
        await DialAsync(end, says);
    }

    [TestCase(429, 99991400)]
    [TestCase(502, 0)]
    [TestCase(400, 514)]
    public async Task A_gateway_that_answers_instead_of_the_platform_passes(int status, int code)
    {
        bench.Simulator.Faults.Answer(FeishuReply.Fail(code, "", status), "/callback/ws/endpoint");
        await DialAsync("Busy", $"HTTP {status}");
    }

    [Test]
    public async Task A_full_app_is_an_error_in_the_log_that_says_what_to_do_and_a_free_place_is_taken(CancellationToken cancel)
    {
        bench.Simulator.Gateway.Elsewhere = 50;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = bench.Get<IStream>().RunAsync((_, _, _) => Task.CompletedTask, stop.Token);
        while (!bench.Log.Any(line => line.Contains("50 条长连接", StringComparison.Ordinal)))
            await StepAsync(TimeSpan.Zero, cancel);
        Assert.That(bench.Log.Single(line => line.Contains("50 条长连接", StringComparison.Ordinal)), Does.Contain("00:05:00").And.Contain("1000040350").And.Not.Contain(bench.Simulator.World.AppSecret));
        Assert.That(await bench.Platform.ReadyAsync(cancel), Is.False);
        await StepAsync(TimeSpan.FromMinutes(4), cancel);
        Assert.That(Asked, Is.EqualTo(1), "it is not tried again before");
        bench.Simulator.Gateway.Elsewhere = 49;
        while (bench.Simulator.Gateway.Connections == 0)
            await StepAsync(TimeSpan.FromMinutes(1), cancel);
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }

    private int Asked => bench.Simulator.Calls.Count(c => c.Path == "/callback/ws/endpoint");

    private async Task DialAsync(string end, string says)
    {
        var dialled = await bench.Get<LinkDialer>().DialAsync(CancellationToken.None);
        using var socket = dialled.Socket;
        Assert.That((socket, dialled.End.ToString()), Is.EqualTo(((object?)null, end)));
        Assert.That(dialled.Reason, Does.Contain(says));
        using var next = (await bench.Get<LinkDialer>().DialAsync(CancellationToken.None)).Socket;
        Assert.That(next, Is.Not.Null, "the refusal was for one attempt");
    }

    // A round trip to the simulator lets what the clock started proceed
    private async Task StepAsync(TimeSpan step, CancellationToken cancel)
    {
        bench.Time.Advance(step);
        if (step > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(10), Harness.TestTime.Real, cancel);
        await bench.Platform.SendAsync(new Outgoing("k", null, Cards.Line, "en") { Recipient = "ou_1111111111111111111111111111111a" }, cancel);
    }
}
