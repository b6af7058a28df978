using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Chat;

/// <summary>One live copy per chat, on the whole service with a platform that updates cards for fourteen days.</summary>
internal sealed class LiveCopyTests
{
    private static readonly Place Group = new(ScriptedPlatform.PlatformName, "g1", PlaceKind.Group);
    private static readonly Place Direct = new(ScriptedPlatform.PlatformName, "d1", PlaceKind.Direct);
    private ScriptedService service = null!;
    private int said;

    [SetUp]
    public void Open() => service = new ScriptedService(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    [TearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task A_typed_command_moves_the_card_down_and_the_old_one_points_to_it()
    {
        await SayAsync(Group, "卡点 支付流程BUG不改");
        var first = service.Platform.Sent.Single();
        await SayAsync(Group, "#B-1");
        Assert.That(service.Platform.Sent.Skip(1).Select(s => (s.UpdateOf, Line(s))), Is.EqualTo(new[] { (null, null), ("m-" + first.Key, "↓ 已移至下方新卡片：🚧 B-1 支付流程BUG不改") }));

        // The next change touches the new one only
        service.Platform.Sent.Clear();
        await SayAsync(Direct, "卡点 补充 #B-1 只有安卓端这样");
        Assert.That(service.Platform.Sent.Where(s => s.Place == Group).Select(s => s.UpdateOf), Is.EqualTo(new[] { (await service.ListAsync<SentCard>()).Single(c => c.Place == Group && !c.Retired).MessageId }));
    }

    [Test]
    public async Task A_card_pressed_before_its_sending_was_noted_is_still_the_one_that_changes()
    {
        await service.TakeAsync(Message(Group, "卡点 支付流程BUG不改", null));
        await service.TakeAsync(Message(Group, "卡点 认领 #B-1", "m-not-noted-yet"));
        await service.SendAsync();
        var first = service.Platform.Sent[0];
        Assert.That(service.Platform.Sent.Where(s => s.Place == Group).Select(s => s.UpdateOf), Is.EqualTo(new[] { null, "m-" + first.Key }));
    }

    [TestCase(13.5, true, TestName = "A_card_that_will_soon_be_fixed_for_ever_is_posted_anew_and_points_to_the_new_one")]
    [TestCase(15, false, TestName = "A_card_that_can_no_longer_be_changed_is_posted_anew")]
    public async Task A_card_grows_old(double days, bool points)
    {
        await SayAsync(Group, "卡点 支付流程BUG不改");
        var first = "m-" + service.Platform.Sent.Single().Key;
        service.Time.Advance(TimeSpan.FromDays(days));
        service.Platform.Sent.Clear();
        await SayAsync(Direct, "卡点 补充 #B-1 只有安卓端这样");
        var inGroup = service.Platform.Sent.Where(s => s.Place == Group).ToList();
        Assert.That(inGroup.Count(s => s.UpdateOf is null && s.Card.Title!.Contains("B-1", StringComparison.Ordinal)), Is.EqualTo(1), "the new card");
        Assert.That(inGroup.Where(s => s.UpdateOf is not null).Select(s => s.UpdateOf), Is.EqualTo(points ? new[] { first } : []));

        // Once: from then on the new one is live
        service.Platform.Sent.Clear();
        await SayAsync(Direct, "卡点 补充 #B-1 还有平板");
        Assert.That(service.Platform.Sent.Where(s => s.Place == Group).Select(s => s.UpdateOf), Has.All.Not.Null.And.None.EqualTo(first).And.Exactly(1).Items);
    }

    [Test]
    public async Task An_old_card_that_shows_what_is_true_is_left_in_peace()
    {
        await SayAsync(Group, "卡点 支付流程BUG不改");
        service.Time.Advance(TimeSpan.FromDays(13.5));
        service.Platform.Sent.Clear();
        await SayAsync(Direct, "#B-1");
        Assert.That(service.Platform.Sent.Where(s => s.Place == Group), Is.Empty);
    }

    private static string? Line(Outgoing sent) => sent.Card.IsLine ? DocText.Of(sent.Card.Body) : null;

    private Task SayAsync(Place place, string text) => service.HearAsync(Message(place, text, null));

    private InboundMessage Message(Place place, string text, string? pressed)
    {
        var id = $"om_{++said}";
        return new InboundMessage(id, place, "ou_1", text, service.Time.GetUtcNow()) { MessageId = pressed ?? id, CardRef = pressed, SenderName = "李娜", Addressed = true };
    }
}
