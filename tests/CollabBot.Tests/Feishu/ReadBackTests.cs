using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

/// <summary>Messages read back from Feishu.</summary>
public sealed class ReadBackTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start()
    {
        bench = await FeishuBench.StartAsync();
        bench.Bot.OpenId = bench.Simulator.World.BotOpenId;
    }

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task A_message_comes_back_in_plain_words_with_names_and_an_address()
    {
        var id = Say("@_user_1 支付回调超时 @_user_2", [(bench.Simulator.World.BotOpenId, "协同助手"), (Zhang, "张伟")]);
        Assert.That(await ReadAsync(id), Is.EqualTo(new SourceMessage(id, new Place("feishu", "oc_g", PlaceKind.Group), Lina, "支付回调超时 @张伟", bench.Time.GetUtcNow())
        {
            Link = "https://applink.feishu.cn/client/chat/open?openChatId=oc_g",
        }));
    }

    [Test]
    public async Task Ten_mentions_are_not_mixed_up()
    {
        var id = Say("@_user_1 @_user_10", [.. Enumerable.Range(1, 10).Select(i => ($"ou_{i:x32}", $"同事{i}"))]);
        Assert.That((await ReadAsync(id))!.Text, Is.EqualTo("@同事1 @同事10"));
    }

    [Test]
    public async Task A_post_reads_as_its_words()
    {
        const string Post = """{"title":"周报","content":[[{"tag":"text","text":"支付卡住 "},{"tag":"at","user_id":"@_user_1","user_name":"张伟"}],[{"tag":"img","image_key":"img_1"}]]}""";
        var id = bench.Simulator.Heard.Hear(bench.Maker.Message(new SimText("oc_g", true, Lina, Post) { Type = "post", Mentions = [(Zhang, "张伟")] }));
        Assert.That((await ReadAsync(id))!.Text, Is.EqualTo("周报\n支付卡住 @张伟"));
    }

    [Test]
    public async Task An_edit_shows_with_its_instant()
    {
        var id = Say("支付回调超时", []);
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        bench.Simulator.Heard.Edit(id, "支付和退款回调都超时");
        var message = await ReadAsync(id);
        Assert.That((message!.Text, message.EditedAt), Is.EqualTo(("支付和退款回调都超时", (DateTimeOffset?)bench.Time.GetUtcNow())));
    }

    [Test]
    public async Task What_is_gone_out_of_reach_or_not_allowed_is_nothing()
    {
        var recalled = Say("一", []);
        bench.Simulator.Heard.Recall(recalled);
        var image = bench.Simulator.Heard.Hear(bench.Maker.Message(new SimText("oc_g", true, Lina, """{"image_key":"img_1"}""") { Type = "image" }));
        var plain = Say("二", []);
        Assert.That((await ReadAsync(recalled), await ReadAsync(image), await ReadAsync("om_unknown")), Is.EqualTo(((SourceMessage?)null, (SourceMessage?)null, (SourceMessage?)null)));
        bench.Simulator.World.Withheld["im:message:readonly"] = true;
        Assert.That(await ReadAsync(plain), Is.Null);
        bench.Simulator.World.Withheld.Clear();
        bench.Simulator.World.LeftChats["oc_g"] = true;
        Assert.That(await ReadAsync(plain), Is.Null);
    }

    [Test]
    public void An_outage_is_told_apart_so_that_it_is_tried_again()
    {
        var id = Say("支付", []);
        bench.Simulator.Faults.Answer(new FeishuReply(502, []), "/im/v1/messages/" + id);
        Assert.That(async () => await ReadAsync(id), Throws.InstanceOf<HttpRequestException>());
    }

    [TestCase("https://open.larksuite.com", "https://applink.larksuite.com/client/chat/open?openChatId=oc_g")]
    [TestCase("https://open.feishu.cn", "https://applink.feishu.cn/client/chat/open?openChatId=oc_g")]
    public void For_Lark_the_address_is_Larks(string baseUrl, string link) => Assert.That(CollabBot.Feishu.Inbound.FeishuMessages.Link(baseUrl, "oc_g"), Is.EqualTo(link));

    private string Say(string text, IReadOnlyList<(string OpenId, string Name)> mentions) =>
        bench.Simulator.Heard.Hear(bench.Maker.Message(new SimText("oc_g", true, Lina, text) { Mentions = mentions }));

    private Task<SourceMessage?> ReadAsync(string id) => bench.Get<IMessageSource>().ReadAsync(id, default);
}
