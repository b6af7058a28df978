using CollabBot.Core.Platforms;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;
using Microsoft.Extensions.Hosting;

namespace CollabBot.Tests.Feishu;

public sealed class NameTests
{
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task Who_shares_a_group_with_the_bot_is_met_by_name()
    {
        bench.Simulator.Chats.Chats.Add(new SimChat("oc_a", "战略项目群", [.. Enumerable.Range(0, 230).Select(i => ($"ou_{i:x32}", $"同事{i}"))]));
        bench.Simulator.Chats.Chats.Add(new SimChat("oc_b", "客服一线群", [("ou_lina", "李娜")]));
        await Learner.LearnAsync(CancellationToken.None);
        Assert.That((SenderName($"ou_{229:x32}"), SenderName("ou_lina"), SenderName("ou_stranger")), Is.EqualTo(("同事229", "李娜", (string?)null)));
    }

    [Test]
    public async Task A_group_that_cannot_be_read_does_not_hide_the_others()
    {
        bench.Simulator.Chats.Chats.Add(new SimChat("oc_a", "一", [("ou_wang", "王总")]));
        bench.Simulator.Chats.Chats.Add(new SimChat("oc_b", "二", [("ou_lina", "李娜")]));
        bench.Simulator.Faults.Answer(FeishuReply.Fail(99991672, "Access denied. One of the following scopes is required"), "oc_a/members");
        await Learner.LearnAsync(CancellationToken.None);
        Assert.That((SenderName("ou_wang"), SenderName("ou_lina")), Is.EqualTo(((string?)null, "李娜")));
    }

    private NameLearner Learner => bench.Get<IEnumerable<IHostedService>>().OfType<NameLearner>().Single();

    private string? SenderName(string openId) =>
        ((WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(bench.Maker.Message(new SimText("oc_a", true, openId, "帮助"))))).Message.SenderName;
}
