using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.Tests.DingTalk;

public sealed class CardPressTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_press_in_a_direct_chat_is_answered_to_the_person() =>
        Assert.That(Accepted("""{"line":"我的","chat":"direct"}""").Message.Place, Is.EqualTo(new Place("dingtalk", "manager4220", PlaceKind.Direct)));

    [Test]
    public void A_form_fills_in_the_fields_of_its_line()
    {
        var message = Accepted("""{"line":"卡点","form":{"text":"支付","severity":{"index":1,"value":"P1"},"tags":{"index":[0,1],"value":["a","b"]},"blank":""},"count":3,"sure":true,"odd":null}""").Message;
        Assert.That(message.Fields, Is.EqualTo(new Dictionary<string, string> { ["text"] = "支付", ["severity"] = "P1", ["tags"] = "a b", ["count"] = "3", ["sure"] = "true" }));
    }

    [Test]
    public void A_press_on_a_message_that_continues_a_card_is_one_on_the_card()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { outTrackId = "card-1~3", userId = "u", spaceId = "c", content = """{"cardPrivateData":{"params":{"line":"我的"}}}""" });
        Assert.That(((WebhookVerdict.Accept)CardPress.Read(Json.Object(body)!.Value, "k", Now, "")).Message.CardRef, Is.EqualTo("card-1"));
    }

    [Test]
    public void A_button_alone_has_no_fields() => Assert.That(Accepted("""{"line":"我的"}""").Message.Fields, Is.Null);

    [Test]
    public void The_older_place_of_the_content_is_read() => Assert.That(
        CardPress.Read(Body("""{"line":"我的"}""", "value"), "k", Now, ""), Is.InstanceOf<WebhookVerdict.Accept>());

    [TestCase("{}")]
    [TestCase("""{"line":""}""")]
    [TestCase("[]")]
    [TestCase("""{"line":"卡点","text":"\ud83d"}""")]
    [TestCase("""{"line":"卡点","\ud83d":"x"}""")]
    [TestCase("""{"line":"\ud83d"}""")]
    public void A_press_that_says_nothing_is_passed_over(string given) => Assert.That(CardPress.Read(Body(given), "k", Now, ""), Is.InstanceOf<WebhookVerdict.Ignore>());

    private static WebhookVerdict.Accept Accepted(string given) => (WebhookVerdict.Accept)CardPress.Read(Body(given), "k", Now, "");

    private static JsonElement Body(string given, string place = "content") => Json.Object(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["outTrackId"] = "card-1",
        ["userId"] = "manager4220",
        ["spaceId"] = "cidAbC==",
        [place] = $$$"""{"cardPrivateData":{"actionIds":["a"],"params":{{{given}}}}}""",
    }))!.Value;
}
