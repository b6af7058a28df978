using CollabBot.Core.Connect;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.DingTalk.Doctor;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk.Connect;

/// <summary>An app made by scanning: the answer is waited for at the platform's pace.</summary>
[CancelAfter(30_000)]
internal sealed class DingTalkMakerTests
{
    private Patient patient = null!;

    [SetUp]
    public async Task Start() => patient = await Patient.ComeAsync();

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    private RegistrationDesk Desk => patient.Simulator.Registration;

    private IAppMaker Maker => patient.Bench.Services.GetRequiredService<IConnectWay>().Maker!;

    [Test]
    public async Task Whoever_scans_gives_us_the_app(CancellationToken cancel)
    {
        var code = await BeginAsync(cancel);
        Assert.That((code.Url, Desk.Source), Is.EqualTo(("https://open-dev.dingtalk.com/openapp/registration/openClaw?user_code=CBOT-2026", "collabbot")));
        var waiting = Maker.WaitAsync(code, cancel);
        await PassUntilAsync(waiting, () => Desk.Polls >= 2, cancel);
        Assert.That(waiting.IsCompleted, Is.False);
        Desk.Approve();
        var made = await EndAsync(waiting, cancel);
        Assert.That(made.Problem, Is.Null);
        Assert.That(made.Settings, Is.EquivalentTo(new Dictionary<string, string> { ["DingTalk:ClientId"] = patient.World.ClientId, ["DingTalk:ClientSecret"] = patient.World.ClientSecret }));
    }

    [Test]
    public async Task A_refusal_that_stays_is_told_and_one_that_passes_is_not(CancellationToken cancel)
    {
        var waiting = Maker.WaitAsync(await BeginAsync(cancel), cancel);
        Desk.Deny();
        await PassUntilAsync(waiting, () => Desk.Polls >= 3, cancel);
        Assert.That(waiting.IsCompleted, Is.False, "it may be about an earlier try");
        Assert.That((await EndAsync(waiting, cancel)).Problem?.Key, Is.EqualTo("connect.dingtalk.denied"));

        waiting = Maker.WaitAsync(await BeginAsync(cancel), cancel);
        Desk.Deny();
        var polls = Desk.Polls;
        await PassUntilAsync(waiting, () => Desk.Polls >= polls + 2, cancel);
        Desk.Approve();
        Assert.That((await EndAsync(waiting, cancel)).Settings, Is.Not.Null);
    }

    [Test]
    public async Task A_code_that_ran_out_is_told_and_a_broken_poll_is_asked_again(CancellationToken cancel)
    {
        Desk.Expires = 60;
        var waiting = Maker.WaitAsync(await BeginAsync(cancel), cancel);
        patient.Simulator.Fail("/app/registration/poll", 503, "", times: 3);
        Assert.That((await EndAsync(waiting, cancel)).Problem?.Key, Is.EqualTo("connect.dingtalk.expired"));
        Assert.That(Desk.Polls, Is.GreaterThan(10));
    }

    [TestCase("/app/registration/init")]
    [TestCase("/app/registration/begin")]
    public async Task No_code_is_told(string path)
    {
        patient.Simulator.Fail(path, 200, """{"errcode":40035,"errmsg":"unknown source"}""");
        var (code, problem) = await Maker.BeginAsync(_ => null, "协同助手", CancellationToken.None);
        Assert.That((code, problem?.Key), Is.EqualTo(((WaitingCode?)null, "connect.dingtalk.no-code")));
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("")]
    public async Task An_address_that_no_browser_should_open_is_none(string page)
    {
        patient.Simulator.Fail("/app/registration/begin", 200, $$"""{"errcode":0,"device_code":"d","verification_uri_complete":"{{page}}"}""");
        Assert.That((await Maker.BeginAsync(_ => null, "协同助手", CancellationToken.None)).Code, Is.Null);
    }

    private async Task<WaitingCode> BeginAsync(CancellationToken cancel) => (await Maker.BeginAsync(_ => null, "协同助手", cancel)).Code!;

    private async Task<MadeApp> EndAsync(Task<MadeApp> waiting, CancellationToken cancel)
    {
        await PassUntilAsync(waiting, () => false, cancel);
        return await waiting;
    }

    private async Task PassUntilAsync(Task waiting, Func<bool> happened, CancellationToken cancel)
    {
        while (!waiting.IsCompleted && !happened())
        {
            cancel.ThrowIfCancellationRequested();
            patient.Bench.Time.Advance(TimeSpan.FromSeconds(1));
            await StreamHost.MomentAsync(waiting);
        }
    }
}
