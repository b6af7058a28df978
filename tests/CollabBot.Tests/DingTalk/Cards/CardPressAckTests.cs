using System.Text.Json.Nodes;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>A press that comes by stream is answered with what the card shows next, if that is there in time.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class CardPressAckTests
{
    private StreamHost host = null!;

    private DingTalkBench Bench => host.Bench;

    [SetUp]
    public async Task Start() => host = await StreamHost.StartAsync(s => s["DingTalk:CardTemplateId"] = DingTalkBench.Template);

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_acknowledgement_brings_the_new_picture_and_saves_the_call(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        host.Store = _ => Later(() => ChangeAsync("k-2", "张伟认领了"));
        var press = await Bench.Simulator.Presses.PressAsync("k-1", DingTalkBench.StaffId, "我来认领", cancel);
        Assert.That((press.Code, press.Applied, Bench.Simulator.Card("k-1")!.Value("markdown")), Is.EqualTo((200, true, "张伟认领了")));
        Assert.That(await changed!, Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(Bench.Simulator.Calls.Count(c => c.Method == "PUT"), Is.Zero);
        var heard = host.Heard.Single().Message;
        Assert.That((heard.Text, heard.SenderId, heard.CardRef, heard.Place), Is.EqualTo(("卡点 认领 #B-1", DingTalkBench.StaffId, "k-1", Bench.Group)));
    }

    [Test]
    public async Task Without_a_new_picture_the_press_is_acknowledged_in_time_and_the_card_stays(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var press = await host.PassAsync(Bench.Simulator.Presses.PressAsync("k-1", DingTalkBench.StaffId, "我来认领", cancel), cancel);
        Assert.That((press.Code, press.Body, press.Applied), Is.EqualTo((200, "{}", false)));
        await ChangeAsync("k-2", "后来");
        Assert.That(Bench.Simulator.Card("k-1")!.Value("markdown"), Is.EqualTo("后来"), "what comes later takes a call");
    }

    [Test]
    public async Task Other_words_in_the_chat_do_not_wait_for_a_press(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var press = Bench.Simulator.Presses.PressAsync("k-1", DingTalkBench.StaffId, "我来认领", cancel);
        await host.Gateway.DeliverAsync(host.Message("卡点 列表"), cancel);
        Assert.That(press.IsCompleted, Is.False);
        Assert.That((await host.PassAsync(press, cancel)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task The_same_press_again_before_its_answer_has_the_key_of_the_first_and_after_it_is_another(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var callback = Bench.Simulator.Presses.Callback("k-1", DingTalkBench.StaffId, "我来认领");
        var both = Task.WhenAll(Bench.Simulator.Presses.SendAsync("k-1", callback, cancel), Bench.Simulator.Presses.SendAsync("k-1", (JsonObject)callback.DeepClone(), cancel));
        await host.PassAsync(Then(both), cancel);
        await host.PassAsync(Bench.Simulator.Presses.SendAsync("k-1", callback, cancel), cancel);
        var keys = host.Heard.Select(h => h.Key).ToList();
        Assert.That((keys.Count, keys.Take(2).Distinct().Count(), keys.Distinct().Count()), Is.EqualTo((3, 1, 2)));
    }

    [Test]
    public async Task A_press_whose_acknowledgement_was_lost_comes_again_under_its_key(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var callback = Bench.Simulator.Presses.Callback("k-1", DingTalkBench.StaffId, "我来认领");
        var stored = new TaskCompletionSource();
        host.Store = _ => { stored.TrySetResult(); return Task.CompletedTask; };
        var lost = Bench.Simulator.Presses.SendAsync("k-1", callback, cancel);
        await stored.Task.WaitAsync(cancel);
        host.Gateway.Drop();
        Assert.That((await lost).Code, Is.Zero);
        await host.ComeBackAsync(2, cancel);
        await host.PassAsync(Bench.Simulator.Presses.SendAsync("k-1", callback, cancel), cancel);
        Assert.That(host.Heard.Select(h => h.Key).Distinct().Count(), Is.EqualTo(1));
    }

    private Task<SendOutcome>? changed;

    private async Task OpenAsync(CancellationToken cancel)
    {
        var card = new Card("卡点 B-1", Tone.Warning, new Doc([new Block.Paragraph([new Inline.Words("待响应")]), new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1")])]));
        Assert.That(await Bench.Platform.SendAsync(new Outgoing("k-1", Bench.Group, card, "zh-CN"), cancel), Is.InstanceOf<SendOutcome.Sent>());
        await host.OpenAsync(cancel);
    }

    // As the turn that the press leads to does, on another thread
    private Task Later(Func<Task<SendOutcome>> change)
    {
        changed = Task.Run(change);
        return Task.CompletedTask;
    }

    private Task<SendOutcome> ChangeAsync(string key, string words) =>
        Bench.Platform.SendAsync(new Outgoing(key, Bench.Group, new Card("卡点 B-1", Tone.Neutral, new Doc([new Block.Paragraph([new Inline.Words(words)])])), "zh-CN") { UpdateOf = "k-1" }, default);

    private static async Task<bool> Then(Task task)
    {
        await task;
        return true;
    }
}
