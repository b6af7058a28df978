using System.Text;
using CollabBot.Feishu.Inbound;
using CollabBot.Feishu.Inbound.Wire;
using CollabBot.Simulators.Feishu;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Feishu;

/// <summary>The bytes the vendor's SDKs write, from both ends.</summary>
public sealed class LinkFrameTests
{
    private const string Ping = "0800100018f681801020002a0c0a0474797065120470696e67";
    private const string Event = "08011002180120012a0d0a047479706512056576656e742a100a0a6d6573736167655f696412026d312a080a0373756d1201312a080a0373657112013042027b7d";

    [Test]
    public void A_ping_has_the_vendors_bytes() => Assert.That(Convert.ToHexStringLower(LinkFrames.Ping(33554678).ToByteArray()), Is.EqualTo(Ping));

    [Test]
    public void An_event_is_read_and_acknowledged_as_the_vendors_clients_do()
    {
        var frame = Frame.Parser.ParseFrom(Convert.FromHexString(Event));
        Assert.That((frame.Header("type"), frame.Header("message_id"), frame.Number("sum"), frame.Payload.ToStringUtf8()), Is.EqualTo(("event", "m1", 1, "{}")));
        var ack = WireFrame.Decode(LinkFrames.Ack(frame, 200, """{"toast":1}""", TimeSpan.FromMilliseconds(12)).ToByteArray());
        Assert.Multiple(() =>
        {
            Assert.That((ack.SeqId, ack.LogId, ack.Service, ack.Method), Is.EqualTo((1UL, 2UL, 1, 1)));
            Assert.That(ack.Headers.Select(h => h.Key), Is.EqualTo(new[] { "type", "message_id", "sum", "seq", "biz_rt" }));
            Assert.That(ack.Header("biz_rt"), Is.EqualTo("12"));
            Assert.That(Encoding.UTF8.GetString(ack.Payload), Is.EqualTo("""{"code":200,"data":"eyJ0b2FzdCI6MX0="}"""));
        });
    }

    [Test]
    public void The_simulator_writes_the_same_bytes() => Assert.That(Convert.ToHexStringLower(WireFrame.Decode(Convert.FromHexString(Event)).Encode()), Is.EqualTo(Event));

    [Test]
    public void Parts_in_any_order_make_the_whole()
    {
        var fragments = new Fragments(new FakeTimeProvider());
        Assert.That(fragments.Add("m", 3, 2, "c"u8), Is.Null);
        Assert.That(fragments.Add("other", 2, 0, "x"u8), Is.Null);
        Assert.That(fragments.Add("m", 3, 0, "a"u8), Is.Null);
        Assert.That(fragments.Add("m", 3, 1, "b"u8), Is.EqualTo("abc"u8.ToArray()));
    }

    [Test]
    public void Parts_whose_rest_is_late_are_forgotten()
    {
        var time = new FakeTimeProvider();
        var fragments = new Fragments(time);
        fragments.Add("m", 2, 0, "a"u8);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.That(fragments.Add("m", 2, 1, "b"u8), Is.Null);
    }

    [TestCase(2, 2)]
    [TestCase(2, -1)]
    [TestCase(100_000, 0)]
    public void Parts_that_cannot_be_are_dropped(int sum, int seq) => Assert.That(new Fragments(new FakeTimeProvider()).Add("m", sum, seq, "a"u8), Is.Null);
}
