using CollabBot.Core.Connect;
using CollabBot.Core.Text;
using CollabBot.Tests.DingTalk.Doctor;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk.Connect;

/// <summary>Pasted credentials are tried before they are kept; the steps name what the console has.</summary>
[CancelAfter(30_000)]
internal sealed class DingTalkWayTests
{
    private Patient patient = null!;

    [SetUp]
    public async Task Start() => patient = await Patient.ComeAsync();

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    private IConnectWay Way => patient.Bench.Services.GetRequiredService<IConnectWay>();

    [TestCase("dingsimulator0001", "simulator-client-secret", "", null)]
    [TestCase(" dingsimulator0001\n", " simulator-client-secret ", " dingrobot1 ", null)]
    [TestCase("dingsimulator0001", "another-secret", "", "connect.dingtalk.refused")]
    [TestCase("dingsomebody0002", "simulator-client-secret", "", "connect.dingtalk.refused")]
    [TestCase("1336191150", "simulator-client-secret", "", "connect.dingtalk.bad-id")]
    [TestCase("ding", "simulator-client-secret", "", "connect.dingtalk.bad-id")]
    [TestCase("dingsimulator0001", "two words", "", "connect.dingtalk.bad-secret")]
    [TestCase("dingsimulator0001", "", "", "connect.dingtalk.bad-secret")]
    [TestCase("dingsimulator0001", "simulator-client-secret", "我的机器人", "connect.dingtalk.bad-robot")]
    public async Task Credentials_are_tried(string id, string secret, string robot, string? problem)
    {
        var given = new Dictionary<string, string> { ["id"] = id, ["secret"] = secret, ["robot"] = robot };
        var settings = Way.Read(given.GetValueOrDefault);
        Assert.That((await Way.FindProblemAsync(settings, CancellationToken.None))?.Key, Is.EqualTo(problem));
        if (problem is null)
            Assert.That(settings.Values, Is.EqualTo(given.Values.Select(v => v.Trim()).Where(v => v.Length > 0)), "blanks around what is pasted are cut off");
    }

    [Test]
    public async Task A_platform_that_does_not_answer_is_not_the_credentials_fault()
    {
        patient.Simulator.Fail("/v1.0/oauth2/accessToken", 0, null);
        var settings = Way.Read(key => key == "id" ? "dingsimulator0001" : key == "secret" ? "simulator-client-secret" : null);
        Assert.That((await Way.FindProblemAsync(settings, CancellationToken.None))?.Key, Is.EqualTo("connect.silent"));
    }

    [TestCase("Stream")]
    [TestCase("Webhook")]
    public async Task Every_step_has_words_and_lights_of_the_board(string receive)
    {
        await patient.DisposeAsync();
        patient = await Patient.ComeAsync(("DingTalk:Receive", receive));
        var phrases = patient.Get<Phrasebook>();
        var lights = (await patient.LookAsync()).Select(l => l.Key).ToList();
        foreach (var step in Way.Steps)
        {
            Assert.That(step.Lights, Is.SubsetOf(lights));
            foreach (var key in new[] { $"step.{step.Key}", $"step.{step.Key}.why" })
                Assert.That(phrases.Has($"connect.dingtalk.{key}"), key);
            Assert.That(step.Links.Select(l => l.Url), Is.All.StartsWith("https://open-dev.dingtalk.com/"));
        }
    }
}
