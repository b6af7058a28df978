using CollabBot.Core.Doctor;
using CollabBot.Core.Features;
using CollabBot.DingTalk.Doctor;
using CollabBot.Simulators.DingTalk;

namespace CollabBot.Tests.DingTalk.Doctor;

/// <summary>Proofs outlive the process, say what is not proved, and know to whom a test can be sent.</summary>
[CancelAfter(30_000)]
internal sealed class ProofTests
{
    private Patient patient = null!;

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [Test]
    public async Task A_restart_keeps_them_and_goes_on_counting_the_month(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync(("DingTalk:Receive", "Webhook"));
        patient.Bench.Hear(new Saying(DingTalkBench.GroupId, Patient.Zhang, "张伟", "ping"));
        await patient.WriteAsync(cancel);
        var before = patient.Get<ProofBook>().Now;
        await patient.Get<ProofKeeper<Proofs>>().WriteAsync(cancel);
        await patient.Bench.RestartAsync();
        patient.Bench.Hear(new Saying(DingTalkBench.GroupId, Patient.Zhang, "张伟", "我的"));
        await patient.Get<ProofKeeper<Proofs>>().ReadAsync(cancel);
        var after = patient.Get<ProofBook>().Now;
        Assert.That((after.Month!.Messages, after.Month.Calls, after.RobotCode, after.StaffId), Is.EqualTo((2, 1, before.RobotCode, Patient.Zhang)));
        Assert.That(after.Groups.Single(), Is.EqualTo(before.Groups.Single() with { HeardAt = after.MessageAt }));
    }

    [Test]
    public async Task What_is_not_proved_is_neither_healthy_nor_a_fault()
    {
        patient = await Patient.ComeAsync();
        var findings = await patient.Get<IDoctorCheck>().CheckAsync(CancellationToken.None);
        Assert.That(findings.Single(f => f.Name == "收到消息") is { Healthy: false, Unproved: true, Link: not null }, Is.True);
        Assert.That(findings.Single(f => f.Name == "通讯录权限") is { Healthy: true, Unproved: false }, Is.True);
        patient.World.Scopes.Clear();
        Assert.That((await patient.Get<IDoctorCheck>().CheckAsync(CancellationToken.None)).Single(f => f.Name == "通讯录权限") is { Healthy: false, Unproved: false }, Is.True);
    }

    [Test]
    public async Task A_test_goes_to_who_wrote_directly_and_to_the_group_that_was_heard_last(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        var proofs = patient.Bench.Services.LightsOf("dingtalk")!.Proofs;
        Assert.That((proofs.Somebody, proofs.SomeGroup), Is.EqualTo(((string?)null, (string?)null)));
        await patient.SayAsync("ping", cancel);
        Assert.That((proofs.Somebody, proofs.SomeGroup), Is.EqualTo((Patient.Zhang, DingTalkBench.GroupId)));
    }

    [Test]
    public async Task A_page_that_asks_every_moment_costs_no_calls_until_something_happens(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel);
        var board = patient.Get<LightBoard>();
        await board.LookAsync("zh-CN", cancel);
        var calls = patient.Simulator.Calls.Count;
        await board.LookAsync("en", cancel);
        Assert.That(patient.Simulator.Calls, Has.Count.EqualTo(calls));
        await board.LookAsync("zh-CN", cancel, "credentials");
        Assert.That(patient.Simulator.Calls.Skip(calls).Select(c => c.Path), Is.EqualTo(new[] { "/v1.0/oauth2/accessToken" }), "again means this one");
    }
}
