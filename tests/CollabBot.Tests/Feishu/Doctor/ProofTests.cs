using CollabBot.Core.Doctor;
using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Feishu.Doctor;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Tests.Feishu.Doctor;

/// <summary>Proofs outlive the process, belong to one app, and are looked up rarely.</summary>
[CancelAfter(30_000)]
internal sealed class ProofTests
{
    private Patient patient = null!;

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [Test]
    public async Task A_restart_keeps_them(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.PingAsync(cancel);
        await patient.PressAsync(cancel);
        await patient.Bench.Get<ProofKeeper<Proofs>>().WriteAsync(cancel);
        var risen = await RiseAsync(patient.Simulator.World.AppId, cancel);
        Assert.That((risen.MessageAt, risen.PressAt, risen.Direct), Is.EqualTo((patient.Bench.Get<ProofBook>().Now.MessageAt, patient.Bench.Get<ProofBook>().Now.PressAt, patient.Bench.Get<ProofBook>().Now.Direct)));
        Assert.That(risen.MessageAt, Is.Not.Null);
    }

    [Test]
    public async Task Another_app_begins_without_any(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.PingAsync(cancel);
        await patient.Bench.Get<ProofKeeper<Proofs>>().WriteAsync(cancel);
        Assert.That((await RiseAsync("cli_ffffffffffffffff", cancel)).MessageAt, Is.Null);
    }

    [Test]
    public async Task What_is_heard_before_the_old_ones_are_read_is_newer(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.PingAsync(cancel);
        await patient.Bench.Get<ProofKeeper<Proofs>>().WriteAsync(cancel);
        var book = new ProofBook(new AppOwner(null));
        var later = patient.Bench.Time.GetUtcNow().AddDays(1);
        book.Pressed(later);
        await ReadAsync(book, patient.Simulator.World.AppId, cancel);
        Assert.That((book.Now.PressAt, book.Now.Heard), Is.EqualTo((later, patient.Bench.Get<ProofBook>().Now.Heard)));
    }

    [Test]
    public async Task A_page_that_asks_every_moment_costs_no_calls_until_something_happens(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        var lights = patient.Bench.Get<LightBoard>();
        await lights.LookAsync("zh-CN", cancel);
        // The first look learns the version, which is news to the others
        await lights.LookAsync("zh-CN", cancel);
        var calls = patient.Simulator.Calls.Count;
        await lights.LookAsync("en", cancel);
        Assert.That(patient.Simulator.Calls, Has.Count.EqualTo(calls));
        await patient.PingAsync(cancel);
        Assert.That((await lights.LookAsync("zh-CN", cancel)).Single(l => l.Key == "event").Colour, Is.EqualTo(LightColour.Green));
        calls = patient.Simulator.Calls.Count;
        await lights.LookAsync("zh-CN", cancel, "scopes");
        Assert.That(patient.Simulator.Calls.Skip(calls).Select(c => c.Path), Is.EqualTo(new[] { "/open-apis/application/v6/scopes" }), "again means this one");
    }

    [Test]
    public async Task What_is_not_proved_is_neither_healthy_nor_a_fault()
    {
        patient = await Patient.ComeAsync();
        var findings = await patient.Bench.Get<IDoctorCheck>().CheckAsync(CancellationToken.None);
        Assert.That(findings.Single(f => f.Name == "事件订阅") is { Healthy: false, Unproved: true }, Is.True);
        Assert.That(findings.Single(f => f.Name == "权限") is { Healthy: true, Unproved: false }, Is.True);
        Assert.That(findings.Single(f => f.Name == "机器人在群里") is { Healthy: false, Unproved: false }, Is.True);
    }

    private async Task<Proofs> RiseAsync(string appId, CancellationToken cancel)
    {
        var book = new ProofBook(new AppOwner(null));
        await ReadAsync(book, appId, cancel);
        return book.Now;
    }

    private async Task ReadAsync(ProofBook book, string appId, CancellationToken cancel)
    {
        using var keeper = new ProofKeeper<Proofs>(
            book, new Proofs { Id = appId }, patient.Bench.Get<IDocumentStore>(), new CollabBot.Core.Time.Pulse(patient.Bench.Time), NullLogger<ProofKeeper<Proofs>>.Instance);
        await keeper.ReadAsync(cancel);
    }
}
