using CollabBot.Core.Doctor;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Doctor;

/// <summary>The light of the long connection: there is one, it is the only one, and what is said arrives here.</summary>
[CancelAfter(30_000)]
internal sealed class ConnectionLightTests
{
    private Patient patient = null!;

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [Test]
    public async Task A_second_connection_is_red_at_once(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        patient.Simulator.Gateway.Elsewhere = 1;
        var light = await patient.LightAsync("connection");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, "有 2 个程序在用同一个应用收消息，每条只会到其中一个。请停掉多余的，或给它们单独建应用")));
    }

    [Test]
    public async Task A_refused_connection_is_red()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.Gateway.RefuseWith = 1000040350;
        var light = await patient.LightAsync("connection");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Sentence, Does.Contain("一个应用最多 50 条长连接"));
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Amber), "it could be opened now, but nobody keeps it open");
    }

    [Test]
    public async Task Where_nobody_counts_a_second_listener_is_found_by_what_never_came_here(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        Uncounted();
        await patient.ListenAsync(cancel);
        await patient.PingAsync(cancel);
        await patient.PingAsync(cancel, elsewhere: true);
        await patient.PingAsync(cancel);
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Amber), "it may still be on its way");
        patient.Bench.Time.Advance(TimeSpan.FromSeconds(30));
        var light = await patient.LightAsync("connection");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("说了 3 条").And.Contain("只有 2 条"));

        // Somebody stops the other one
        for (var i = 0; i < 3; i++)
            await patient.PingAsync(cancel);
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task Where_the_platform_counts_one_message_proves_the_only_connection(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Amber), "a count alone proves nothing");
        await patient.PingAsync(cancel);
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Green));
        patient.Simulator.Gateway.Drop();
        while (await patient.ColourAsync("connection") == LightColour.Green)
            await Task.Yield();
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task Without_the_chats_history_the_only_connection_stays_unproved(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.World.Withheld["im:message:readonly"] = true;
        Uncounted();
        await patient.ListenAsync(cancel);
        for (var i = 0; i < 5; i++)
            await patient.PingAsync(cancel);
        var light = await patient.LightAsync("connection");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Amber));
        Assert.That(light.Link, Does.Contain("/auth?q=im%3Amessage%3Areadonly"));
    }

    [Test]
    public async Task A_webhook_is_proved_by_the_first_event_that_is_posted()
    {
        patient = new Patient(await FeishuBench.StartAsync());
        Assert.That(await patient.ColourAsync("connection"), Is.EqualTo(LightColour.Amber));
        var bench = patient.Bench;
        bench.Read(bench.Simulator.Events.Seal(bench.Maker.Message(new SimText(Patient.Direct, false, Patient.Lina, "ping"))));
        Assert.That((await patient.ColourAsync("connection"), await patient.ColourAsync("event")), Is.EqualTo((LightColour.Green, LightColour.Green)));
    }

    // The platform does not say how many connections there are
    private void Uncounted() => patient.Simulator.Faults.Answer(FeishuReply.Forbidden("event:event"), "/event/v1/connection", times: 100);
}
