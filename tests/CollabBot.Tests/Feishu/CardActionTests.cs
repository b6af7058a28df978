using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

public sealed class CardActionTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private FeishuBench bench = null!;

    [OneTimeSetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public void A_pressed_button_types_its_line()
    {
        var value = new JsonObject { ["line"] = "卡点 认领 #B-1", ["chat"] = "group" };
        var happened = bench.Maker.CardAction(new SimPress("oc_g", "om_card", Lina, value));
        var read = (WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(happened));
        Assert.Multiple(() =>
        {
            Assert.That(read.Message.Text, Is.EqualTo("卡点 认领 #B-1"));
            Assert.That(read.Message.Place, Is.EqualTo(new Place("feishu", "oc_g", PlaceKind.Group)));
            Assert.That(read.Message.SenderId, Is.EqualTo(Lina));
            Assert.That(read.Message.CardRef, Is.EqualTo("om_card"));
            Assert.That(read.Message.Addressed, Is.True);
            Assert.That(read.Message.Fields, Is.Null);
            Assert.That(read.Message.SentAt, Is.EqualTo(bench.Time.GetUtcNow()));
            Assert.That(read.ResponseJson, Is.EqualTo("""{"toast":{"type":"info","content":"\u6536\u5230","i18n":{"zh_cn":"\u6536\u5230","en_us":"Got it"}}}"""));
        });
    }

    [Test]
    public void A_button_on_a_further_page_belongs_to_the_card_that_it_continues()
    {
        var value = new JsonObject { ["line"] = "卡点 认领 #B-1", ["chat"] = "group", ["card"] = "om_first" };
        var read = (WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(bench.Maker.CardAction(new SimPress("oc_g", "om_second", Lina, value))));
        Assert.That((read.Message.CardRef, read.Message.MessageId), Is.EqualTo(("om_first", "om_second")));
    }

    [Test]
    public void Two_presses_of_one_card_are_two_events()
    {
        var press = new SimPress("oc_g", "om_card", Lina, new JsonObject { ["line"] = "帮助" });
        var first = (WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(bench.Maker.CardAction(press)));
        var second = (WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(bench.Maker.CardAction(press)));
        Assert.That(first.Keys, Has.Count.EqualTo(1).And.Not.EqualTo(second.Keys));
    }

    [Test]
    public void A_submitted_form_hands_over_its_fields_as_words()
    {
        var form = new JsonObject
        {
            ["text"] = "支付流程\n不改",
            ["due"] = "2026-12-04 +0800",
            ["owner"] = "ou_x",
            ["tags"] = new JsonArray("a", "b"),
            ["done"] = true,
            ["goal"] = "",
            ["odd"] = null,
        };
        var press = new SimPress("oc_p", "om_card", Lina, new JsonObject { ["line"] = "卡点", ["chat"] = "p2p" }) { FormValue = form };
        var message = ((WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(bench.Maker.CardAction(press)))).Message;
        Assert.That(message.Place.Kind, Is.EqualTo(PlaceKind.Direct));
        Assert.That(message.Fields, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["text"] = "支付流程\n不改",
            ["due"] = "2026-12-04",
            ["owner"] = "ou_x",
            ["tags"] = "a b",
            ["done"] = "true",
        }));
    }

    [Test]
    public void A_value_that_travels_as_a_string_is_read_alike()
    {
        var happened = bench.Maker.CardAction(new SimPress("oc_g", "om_card", Lina, JsonValue.Create("""{"line":"帮助"}""")));
        Assert.That(((WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(happened))).Message.Text, Is.EqualTo("帮助"));
    }

    [Test]
    public void A_press_without_an_event_id_is_known_by_its_token()
    {
        var happened = bench.Maker.CardAction(new SimPress("oc_g", "om_card", Lina, new JsonObject { ["line"] = "帮助" }));
        happened["header"]!.AsObject().Remove("event_id");
        Assert.That(((WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(happened))).Keys, Is.EqualTo(new[] { (string)happened["event"]!["token"]! }));
    }

    [Test]
    public void A_button_that_is_not_ours_is_ignored()
    {
        var happened = bench.Maker.CardAction(new SimPress("oc_g", "om_card", Lina, new JsonObject { ["op"] = "ok" }));
        Assert.That(bench.Read(bench.Simulator.Events.Seal(happened)), Is.InstanceOf<WebhookVerdict.Ignore>());
    }
}
