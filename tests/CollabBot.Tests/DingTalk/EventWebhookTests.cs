using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Features;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.DingTalk;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EventWebhookTests
{
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public void The_address_check_gets_an_encrypted_success()
    {
        var verdict = Read(Seal("""{"EventType":"check_url"}"""));
        Assert.That(verdict, Is.InstanceOf<WebhookVerdict.Answer>());
        Assert.That(bench.Callbacks.Open(((WebhookVerdict.Answer)verdict).ResponseJson), Is.EqualTo("success"));
    }

    [Test]
    public void A_random_word_is_given_back() =>
        Assert.That(Opened(Read(Seal("""{"EventType":"check_create_suite_url","Random":"LPIdSnlF"}"""))), Is.EqualTo("LPIdSnlF"));

    [Test]
    public void An_event_is_taken_with_its_id_and_gets_an_encrypted_success()
    {
        var verdict = Read(Seal($$"""{"EventType":"chat_add_member","EventTime":1663143335567,"eventId":"e-1","openConversationId":"{{DingTalkBench.GroupId}}","userId":["user0009"]}"""));
        var accept = (WebhookVerdict.Accept)verdict;
        Assert.That((accept.Keys[0], accept.Message.Place, accept.Message.SentAt), Is.EqualTo(("e-1", bench.Group, DateTimeOffset.FromUnixTimeMilliseconds(1_663_143_335_567))));
        Assert.That(((Happening.MembersJoined)accept.Message.Happened!).Members, Is.EqualTo(new[] { new Member("user0009", null) }));
        Assert.That(Opened(verdict), Is.EqualTo("success"));
    }

    [Test]
    public void An_event_that_nobody_reads_is_acknowledged_and_counted()
    {
        var verdict = Read(Seal("""{"EventType":"bpms_task_change","eventId":"e-1"}"""));
        Assert.That(verdict, Is.InstanceOf<WebhookVerdict.Ignore>());
        Assert.That(Opened(verdict), Is.EqualTo("success"));
        Assert.That(bench.Services.GetRequiredService<IMetricSource>().Read().Single().LabelValue, Is.EqualTo("EVENT bpms_task_change"));
    }

    [Test]
    public void The_same_request_gets_the_same_answer()
    {
        var request = Seal("""{"EventType":"check_url"}""");
        var (first, second) = (Read(request), Read(request));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void The_second_spelling_of_the_query_is_understood()
    {
        var request = Seal("""{"EventType":"check_url"}""");
        Assert.That(Read(request with { Query = request.Query.Replace("msg_signature", "signature", StringComparison.Ordinal).Replace("timestamp", "timeStamp", StringComparison.Ordinal) }),
            Is.InstanceOf<WebhookVerdict.Answer>());
    }

    [TestCase("msg_signature=", "msg_signature=0", 401)]
    [TestCase("nonce=", "nonce=x", 401)]
    [TestCase("nonce=", "other=", 401)]
    [TestCase("timestamp=", "timestamp=1", 401)]
    public void A_changed_query_is_refused(string what, string by, int status)
    {
        var request = Seal("""{"EventType":"check_url"}""");
        Assert.That((Read(request with { Query = request.Query.Replace(what, by, StringComparison.Ordinal) }) as WebhookVerdict.Reject)?.Status, Is.EqualTo(status));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"encrypt":7}""")]
    [TestCase("plain words")]
    public void A_body_without_encryption_is_refused(string body) =>
        Assert.That(Read(Seal("""{"EventType":"check_url"}""") with { Body = System.Text.Encoding.UTF8.GetBytes(body) }), Is.InstanceOf<WebhookVerdict.Reject>());

    [Test]
    public void An_old_request_is_refused()
    {
        var request = Seal("""{"EventType":"check_url"}""");
        bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.That(Read(request), Is.EqualTo(new WebhookVerdict.Reject(401, "timestamp more than an hour off")));
    }

    [Test]
    public async Task An_event_for_another_app_is_refused()
    {
        await using var other = await DingTalkBench.StartAsync(s => s["DingTalk:ClientId"] = "dingother");
        var request = other.Callbacks.Seal(JsonNode.Parse("""{"EventType":"check_url"}""")!);
        Assert.That(Read(request, other), Is.EqualTo(new WebhookVerdict.Reject(401, "meant for another app")));
    }

    private PushedRequest Seal(string happened) => bench.Callbacks.Seal(JsonNode.Parse(happened)!);

    private string? Opened(WebhookVerdict verdict) => bench.Callbacks.Open(verdict switch
    {
        WebhookVerdict.Answer answer => answer.ResponseJson,
        WebhookVerdict.Ignore ignore => ignore.ResponseJson,
        WebhookVerdict.Accept accept => accept.ResponseJson,
        _ => "{}",
    });

    private WebhookVerdict Read(PushedRequest request, DingTalkBench? at = null)
    {
        var query = QueryHelpers.ParseQuery(request.Query);
        return (at ?? bench).Webhook("/dingtalk/events").Read(
            new WebhookRequest(request.Body, _ => null, bench.Time.GetUtcNow()) { Query = name => query.TryGetValue(name, out var value) ? value.ToString() : null });
    }
}
