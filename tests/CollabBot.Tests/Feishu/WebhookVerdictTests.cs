using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;
using CsCheck;

namespace CollabBot.Tests.Feishu;

public sealed class WebhookVerdictTests
{
    private FeishuBench bench = null!;

    [OneTimeSetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await bench.DisposeAsync();

    private EventSender Sender => bench.Simulator.Events;

    private JsonObject Message => bench.Maker.Message(new SimText("oc_1", false, "ou_lina", "帮助"));

    [Test]
    public void A_signed_and_sealed_message_is_accepted() => Assert.That(bench.Read(Sender.Seal(Message)), Is.InstanceOf<WebhookVerdict.Accept>());

    [Test]
    public void An_upper_case_signature_counts()
    {
        var sealedEvent = Sender.Seal(Message);
        var headers = sealedEvent.Headers.ToDictionary(h => h.Key, h => h.Key == "X-Lark-Signature" ? h.Value.ToUpperInvariant() : h.Value);
        Assert.That(bench.Read(sealedEvent with { Headers = headers }), Is.InstanceOf<WebhookVerdict.Accept>());
    }

    [Test]
    public void A_sealed_handshake_is_answered_without_a_signature() =>
        Assert.That(bench.Read(Sender.Challenge("abc-\"1\"")), Is.EqualTo(new WebhookVerdict.Answer("""{"challenge":"abc-\u00221\u0022"}""")));

    [Test]
    public void A_plain_handshake_with_the_token_is_answered() =>
        Assert.That(
            bench.Read(Plain($$"""{"challenge":"a1","token":"{{bench.Simulator.World.VerificationToken}}","type":"url_verification"}""")),
            Is.EqualTo(new WebhookVerdict.Answer("""{"challenge":"a1"}""")));

    public static IEnumerable<TestCaseData> Forgeries()
    {
        yield return Case("a wrong signature", 401, s => s with { Headers = With(s, "X-Lark-Signature", new string('0', 64)) });
        yield return Case("the signature of another body", 401, s => s with { Body = [.. s.Body, (byte)' '] });
        yield return Case("no signature", 401, s => s with { Headers = new Dictionary<string, string>() });
        yield return Case("an empty signature", 401, s => s with { Headers = With(s, "X-Lark-Signature", "") });
        yield return Case("no nonce", 401, s => s with { Headers = s.Headers.Where(h => h.Key != "X-Lark-Request-Nonce").ToDictionary() });
        yield return Case("another timestamp than was signed", 401, s => s with { Headers = With(s, "X-Lark-Request-Timestamp", "1764000000") });
        yield return Case("a body that is not JSON", 400, _ => Plain("hello"));
        yield return Case("an empty body", 400, _ => Plain(""));
        yield return Case("a body that is a list", 400, _ => Plain("[1]"));
        yield return Case("a body that is cut", 400, s => s with { Body = s.Body[..^4] });
        yield return Case("half a surrogate pair", 400, _ => Plain("""{"type":"\ud83d"}"""));
        yield return Case("a plain event", 401, _ => Plain("""{"schema":"2.0","header":{"event_type":"im.message.receive_v1"},"event":{}}"""));
        yield return Case("a plain handshake with a wrong token", 401, _ => Plain("""{"challenge":"a","token":"wrong","type":"url_verification"}"""));
        yield return Case("an unsigned body that nobody can open", 401, _ => Plain("""{"encrypt":"AAAA"}"""));
    }

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(int status, Func<SignedEvent, SignedEvent> forge)
    {
        var verdict = bench.Read(forge(Sender.Seal(Message)));
        Assert.That(verdict, Is.InstanceOf<WebhookVerdict.Reject>().With.Property("Status").EqualTo(status));
    }

    [TestCase(29, true)]
    [TestCase(31, false)]
    [TestCase(60, false)]
    [TestCase(-29, true)]
    [TestCase(-31, false)]
    [TestCase(7 * 24 * 60, false)]
    public void A_timestamp_counts_for_half_an_hour(int minutesOld, bool accepted) =>
        Assert.That(bench.Read(Sender.Seal(Message, TimeSpan.FromMinutes(minutesOld))) is WebhookVerdict.Accept, Is.EqualTo(accepted));

    [TestCase("99999999999999999999999")]
    [TestCase("9223372036854775807")]
    [TestCase("-1")]
    [TestCase("soon")]
    public void A_timestamp_that_is_none_is_refused_although_signed(string timestamp)
    {
        var sealedEvent = Sender.Seal(Message);
        var signature = CollabBot.Feishu.Inbound.FeishuCrypto.Signature(timestamp, "n", bench.Simulator.World.EncryptKey, sealedEvent.Body);
        var headers = new Dictionary<string, string> { ["X-Lark-Request-Timestamp"] = timestamp, ["X-Lark-Request-Nonce"] = "n", ["X-Lark-Signature"] = signature };
        Assert.That(bench.Read(sealedEvent with { Headers = headers }), Is.InstanceOf<WebhookVerdict.Reject>().With.Property("Status").EqualTo(401));
    }

    [Test]
    public void A_wrong_token_inside_is_refused_although_signed()
    {
        var happened = Message;
        happened["header"]!["token"] = "wrong";
        Assert.That(bench.Read(Sender.Seal(happened)), Is.InstanceOf<WebhookVerdict.Reject>().With.Property("Status").EqualTo(401));
    }

    [TestCase("""{"encrypt":"AAAA"}""")]
    [TestCase("""{"encrypt":"***"}""")]
    [TestCase("""{"encrypt":7}""")]
    [TestCase("""{"encrypt":null}""")]
    public void A_signed_body_that_cannot_be_opened_is_unreadable(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = bench.Time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var signature = CollabBot.Feishu.Inbound.FeishuCrypto.Signature(timestamp, "n", bench.Simulator.World.EncryptKey, bytes);
        var headers = new Dictionary<string, string> { ["X-Lark-Request-Timestamp"] = timestamp, ["X-Lark-Request-Nonce"] = "n", ["X-Lark-Signature"] = signature };
        Assert.That(bench.Read(new SignedEvent(bytes, headers)), Is.InstanceOf<WebhookVerdict.Reject>().With.Property("Status").EqualTo(400));
    }

    [TestCase("""{"schema":"2.0","header":{"token":"{T}","event_type":"im.chat.disbanded_v1"},"event":{}}""", typeof(WebhookVerdict.Ignore))]
    [TestCase("""{"uuid":"u1","token":"{T}","type":"event_callback","event":{"type":"p2p_chat_create"}}""", typeof(WebhookVerdict.Ignore))]
    [TestCase("""{"schema":"2.0","header":{"token":"{T}"},"event":{}}""", typeof(WebhookVerdict.Reject))]
    [TestCase("""{"schema":"2.0","header":{"token":"{T}","event_type":"im.message.receive_v1","event_id":"e"},"event":{}}""", typeof(WebhookVerdict.Reject))]
    [TestCase("""{"schema":"2.0","header":{"token":"{T}","event_type":"im.message.receive_v1"},"event":7}""", typeof(WebhookVerdict.Reject))]
    [TestCase("""{"schema":"2.0","header":{"token":"{T}","event_type":7},"event":{}}""", typeof(WebhookVerdict.Reject))]
    [TestCase("""{"schema":"2.0","header":{"token":"{T}","event_type":"card.action.trigger"},"event":{"action":[]}}""", typeof(WebhookVerdict.Ignore))]
    public void A_genuine_event_of_another_shape_is_judged_without_throwing(string json, Type verdict) =>
        Assert.That(bench.Read(Sender.Seal(JsonNode.Parse(json.Replace("{T}", bench.Simulator.World.VerificationToken, StringComparison.Ordinal))!.AsObject())), Is.InstanceOf(verdict));

    [Test]
    public void No_reason_tells_a_secret()
    {
        var world = bench.Simulator.World;
        foreach (var data in Forgeries())
        {
            var forge = (Func<SignedEvent, SignedEvent>)data.Arguments[1]!;
            var reason = ((WebhookVerdict.Reject)bench.Read(forge(Sender.Seal(Message)))).Reason;
            Assert.That(reason, Does.Not.Contain(world.EncryptKey).And.Not.Contain(world.VerificationToken).And.Not.Contain("帮助"));
        }
    }

    [Test]
    public void Nothing_that_arrives_makes_it_throw() => Gen.Select(Gen.Byte.Array[0, 200], Gen.String, Gen.Bool).Sample((bytes, text, open) =>
    {
        var body = open ? bytes : Encoding.UTF8.GetBytes($$"""{"encrypt":"{{Convert.ToBase64String(bytes)}}"}""");
        var verdict = bench.Webhook.Read(new WebhookRequest(body, _ => text, bench.Time.GetUtcNow()));
        return verdict is WebhookVerdict.Reject;
    });

    private static SignedEvent Plain(string body) => new(Encoding.UTF8.GetBytes(body), new Dictionary<string, string>());

    private static Dictionary<string, string> With(SignedEvent sealedEvent, string name, string value) => new(sealedEvent.Headers) { [name] = value };

    private static TestCaseData Case(string name, int status, Func<SignedEvent, SignedEvent> forge) => new TestCaseData(status, forge).SetArgDisplayNames(name);
}
