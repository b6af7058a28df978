using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CollabBot.Tests.Feishu;

/// <summary>A second instance under the same app takes a part of the events without a word: it is found by the platform's count.</summary>
[CancelAfter(60_000)]
public sealed class LinkCensusTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private TempFolder folder = null!;
    private FeishuSimulator simulator = null!;
    private WebApplication service = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new TempFolder();
        simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, CancellationToken.None);
        service = Service.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Feishu:BaseUrl", simulator.Address,
            "--Feishu:AppId", simulator.World.AppId, "--Feishu:AppSecret", simulator.World.AppSecret,
        ]);
        await service.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task The_stewards_are_told_of_a_second_instance_once(CancellationToken cancel)
    {
        await SaveAsync(new Person { Id = "lina", Name = "李娜", Accounts = ["feishu:" + Lina], Roles = [Role.Steward] }, cancel);
        await OpenAsync(cancel);
        simulator.Gateway.Elsewhere = 1;
        var census = service.Services.GetServices<IHostedService>().OfType<LinkCensus>().Single();

        Assert.That(await census.LookAsync(cancel), Is.True);
        Assert.That(simulator.Desk.Messages, Is.Empty, "once may be a connection from before a break");
        await census.LookAsync(cancel);
        await census.LookAsync(cancel);
        while (simulator.Desk.Messages.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        Assert.That(simulator.Desk.Messages.Single().Receiver, Is.EqualTo(Lina));
        Assert.That(SeenCard.Of(simulator.Desk.Messages.Single()).Text, Does.Contain("2 个我在用同一个应用收消息"));
    }

    [Test]
    public async Task Our_own_connection_worries_nobody(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var census = service.Services.GetServices<IHostedService>().OfType<LinkCensus>().Single();
        Assert.That(await census.LookAsync(cancel), Is.False);
        Assert.That(service.Services.GetRequiredService<LinkState>().Online, Is.EqualTo(1));
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        await simulator.Gateway.ConnectedAsync(cancel);
        while (!service.Services.GetRequiredService<LinkState>().Open)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestTime.Real, cancel);
    }

    private async Task SaveAsync(Person person, CancellationToken cancel)
    {
        await using var work = service.Services.GetRequiredService<IDocumentStore>().Begin();
        work.Save(person);
        await work.CommitAsync(Cause.System("test", TestTime.Real.GetUtcNow()), cancel);
        await service.Services.GetRequiredService<RosterSource>().ReloadAsync(cancel);
    }
}
