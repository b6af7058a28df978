using System.Text.Json;
using System.Text.Json.Nodes;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Inbound;
using CollabBot.Simulators.DingTalk;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>Presses that come by HTTP: to the address we registered, signed with the secret we gave.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CardWebhookTests
{
    private const string Register = "/v1.0/card/callbacks/register";
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start()
    {
        bench = await DingTalkBench.WithCardsAsync(s => s["DingTalk:Receive"] = "Webhook");
        await SendAsync("k-1");
    }

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    // https://open.dingtalk.com/document/development/event-callback-card
    [Test]
    public void The_signature_is_the_documented_one() =>
        Assert.That(DingTalkCardWebhook.Sign("1700000000000", "apisecret"), Is.EqualTo("XwveFfRq9dj2nNKU+l0jACbkV/L/MoEeIU1gAt8QbHI="));

    [Test]
    public async Task The_address_is_registered_once_before_the_first_card()
    {
        await SendAsync("k-2");
        Assert.That(bench.Simulator.Calls.Count(c => c.Path == Register), Is.EqualTo(1));
        Assert.That(bench.Simulator.Presses.Registered("collabbot")?.Url, Is.EqualTo("https://bot.example.com/dingtalk/cards"));
        Assert.That(bench.Simulator.Presses.Registered("collabbot")?.Secret, Has.Length.EqualTo(32).And.Not.Contain(bench.Simulator.World.ClientSecret));
        Assert.That((bench.Simulator.Card("k-1")!.Callback, bench.Simulator.Card("k-1")!.Route), Is.EqualTo(("HTTP", "collabbot")));
    }

    [Test]
    public async Task Where_it_cannot_be_registered_messages_go_out_whose_buttons_work()
    {
        await using var other = await DingTalkBench.WithCardsAsync(s => s["DingTalk:Receive"] = "Webhook");
        other.Simulator.Fail(Register, 400, """{"code":"system.updateCallbackFailed","message":"x"}""");
        Assert.That(await other.Platform.SendAsync(new Outgoing("k-1", other.Group, Blocker("待响应"), "zh-CN"), default), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(other.Simulator.Delivered.Single().Type, Is.EqualTo("sampleActionCard"));
    }

    [Test]
    public async Task A_press_says_its_line_for_the_presser_and_is_answered_with_the_new_picture()
    {
        var heard = (WebhookVerdict.Accept)Read(Signed(Press()));
        Assert.That((heard.Message.Text, heard.Message.SenderId, heard.Message.CardRef, heard.Message.Place), Is.EqualTo(("卡点 认领 #B-1", DingTalkBench.StaffId, "k-1", bench.Group)));
        var answer = heard.Late!.MakeAsync(default);
        var change = bench.Platform.SendAsync(new Outgoing("k-2", bench.Group, Blocker("张伟认领了"), "zh-CN") { UpdateOf = "k-1" }, default);
        using var shown = JsonDocument.Parse(await answer.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.That(shown.RootElement.GetProperty("cardData").GetProperty("cardParamMap").GetProperty("markdown").GetString(), Is.EqualTo("张伟认领了"));
        Assert.That(change.IsCompleted, Is.False, "it is sent when the answer is written");
        heard.Late.Ended(true);
        Assert.That(await change.WaitAsync(TimeSpan.FromSeconds(20)), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Simulator.Calls.Count(c => c.Method == "PUT"), Is.Zero);
    }

    [Test]
    public async Task An_answer_that_was_not_written_costs_a_call_and_nothing_else()
    {
        var heard = (WebhookVerdict.Accept)Read(Signed(Press()));
        var answer = heard.Late!.MakeAsync(default);
        var change = bench.Platform.SendAsync(new Outgoing("k-2", bench.Group, Blocker("张伟认领了"), "zh-CN") { UpdateOf = "k-1" }, default);
        await answer.WaitAsync(TimeSpan.FromSeconds(20));
        heard.Late.Ended(false);
        Assert.That(await change.WaitAsync(TimeSpan.FromSeconds(20)), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Simulator.Card("k-1")!.Value("markdown"), Is.EqualTo("张伟认领了"));
    }

    [Test]
    public async Task After_a_second_and_a_bit_it_is_answered_without()
    {
        var heard = (WebhookVerdict.Accept)Read(Signed(Press()));
        var answer = heard.Late!.MakeAsync(default);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1199));
        Assert.That(answer.IsCompleted, Is.False);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await answer.WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo("{}"));
    }

    [TestCase(0)]
    [TestCase(5)]
    public async Task A_press_that_nobody_answers_holds_no_picture_up(int secondsBefore)
    {
        Read(Signed(Press()));
        bench.Time.Advance(TimeSpan.FromSeconds(secondsBefore));
        var change = bench.Platform.SendAsync(new Outgoing("k-2", bench.Group, Blocker("张伟认领了"), "zh-CN") { UpdateOf = "k-1" }, default);
        if (secondsBefore == 0)
            bench.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.That(await change.WaitAsync(TimeSpan.FromSeconds(20)), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Simulator.Card("k-1")!.Value("markdown"), Is.EqualTo("张伟认领了"));
    }

    [Test]
    public void The_same_press_told_again_has_its_key_until_it_was_answered()
    {
        var first = (WebhookVerdict.Accept)Read(Signed(Press()));
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        var again = (WebhookVerdict.Accept)Read(Signed(Press()));
        again.Late!.Ended(true);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var another = (WebhookVerdict.Accept)Read(Signed(Press()));
        Assert.That((again.Keys[0] == first.Keys[0], another.Keys[0] == first.Keys[0]), Is.EqualTo((true, false)));
    }

    [Test]
    public void Whoever_does_not_have_the_secret_is_refused()
    {
        var genuine = Signed(Press());
        Assert.That(Status(genuine with { Headers = new Dictionary<string, string>() }), Is.EqualTo(401));
        Assert.That(Status(bench.Simulator.Presses.Sign("guessed", Press())), Is.EqualTo(401));
        Assert.That(Status(genuine with { Headers = new Dictionary<string, string>(genuine.Headers) { ["x-ddpaas-signature"] = "no base64!" } }), Is.EqualTo(401));
        Assert.That(Status(genuine with { Headers = new Dictionary<string, string>(genuine.Headers) { ["x-ddpaas-signature"] = "" } }), Is.EqualTo(401));
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.That(Status(genuine), Is.EqualTo(401), "and what is stale");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("no json")]
    public void A_body_that_is_none_is_refused(string body) =>
        Assert.That(Status(Signed(Press()) with { Body = System.Text.Encoding.UTF8.GetBytes(body) }), Is.EqualTo(400));

    [Test]
    public void A_press_that_says_nothing_is_answered_and_passed_over() =>
        Assert.That(Read(Signed(new JsonObject { ["outTrackId"] = "k-1", ["userId"] = "u", ["content"] = "{}" })), Is.InstanceOf<WebhookVerdict.Ignore>().With.Property("ResponseJson").EqualTo("{}"));

    private static Card Blocker(string state) =>
        new("卡点 B-1", Tone.Warning, new Doc([new Block.Paragraph([new Inline.Words(state)]), new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1")])]));

    private JsonObject Press() => bench.Simulator.Presses.Callback("k-1", DingTalkBench.StaffId, "我来认领");

    private PushedRequest Signed(JsonNode press) => bench.Simulator.Presses.Sign(bench.Simulator.Presses.Registered("collabbot")!.Value.Secret, press);

    private WebhookVerdict Read(PushedRequest request) => bench.Webhook("/dingtalk/cards").Read(new WebhookRequest(request.Body, request.Headers.GetValueOrDefault, bench.Time.GetUtcNow()));

    private int? Status(PushedRequest request) => (Read(request) as WebhookVerdict.Reject)?.Status;

    private async Task SendAsync(string key) =>
        Assert.That(await bench.Platform.SendAsync(new Outgoing(key, bench.Group, Blocker("待响应"), "zh-CN"), default), Is.InstanceOf<SendOutcome.Sent>());
}
