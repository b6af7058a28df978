using System.Text.Json.Nodes;
using CollabBot.Core.Doctor;
using CollabBot.DingTalk.Inbound.Stream;

namespace CollabBot.Tests.DingTalk.Doctor;

/// <summary>Every light of the connection turns red for its own fault, green only when something went round, and is amber in between.</summary>
[CancelAfter(30_000)]
internal sealed class LightTests
{
    private static readonly string[] Keys = ["credentials", "stream", "robot", "message", "version", "button", "events", "directory", "visible", "group", "send", "quota"];
    private Patient patient = null!;

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [Test]
    public async Task A_healthy_app_is_all_green_once_things_went_round(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel);
        await patient.SayAsync("检查 按钮", cancel, direct: true);
        await patient.WriteAsync(cancel);
        await patient.Simulator.Stream.HappenAsync("user_add_org", "e1", new JsonObject { ["userId"] = new JsonArray("new1") }, cancel);
        var lights = await patient.LookAsync();
        Assert.That(lights.Select(l => (l.Key, l.Colour)), Is.EqualTo(Keys.Select(k => (k, LightColour.Green))), string.Join('\n', lights));
    }

    [Test]
    public async Task An_app_that_only_answers_calls_is_proved_in_nothing_that_must_go_round(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        var lights = await patient.LookAsync("en");
        Assert.That(lights.Where(l => l.Colour == LightColour.Green).Select(l => l.Key), Is.EqualTo(new[] { "credentials", "directory" }));
        Assert.That(lights.Count(l => l.Colour == LightColour.Amber), Is.EqualTo(Keys.Length - 2));
    }

    [Test]
    public async Task No_sentence_in_any_language_shows_a_gap_or_the_secret()
    {
        patient = await Patient.ComeAsync(("DingTalk:ClientSecret", "geheim"));
        foreach (var locale in new[] { "zh-CN", "en" })
            foreach (var light in await patient.LookAsync(locale))
                Assert.That(light.Name + light.Sentence, Does.Not.Contain("geheim").And.Not.Contain("{").And.Not.Contain("dingtalk.doctor"));
    }

    [Test]
    public async Task A_wrong_secret_is_red_and_the_others_wait_for_it()
    {
        patient = await Patient.ComeAsync(("DingTalk:ClientSecret", "geheim"));
        var lights = await patient.LookAsync();
        Assert.That(lights.Select(l => l.Colour), Is.EqualTo(Keys.Select((_, i) => i == 0 ? LightColour.Red : LightColour.Amber)));
        Assert.That(lights[0].Sentence, Does.Contain("invalidClientIdOrSecret"));
        Assert.That(lights[0].Link, Does.StartWith("https://open-dev.dingtalk.com/"));
        Assert.That(patient.Simulator.Stream.Asked, Is.Zero, "nothing else is asked with wrong credentials");
    }

    [Test]
    public async Task A_platform_that_does_not_answer_is_red_with_its_address()
    {
        patient = await Patient.ComeAsync(("DingTalk:ApiBaseUrl", "http://127.0.0.1:9"));
        var light = await patient.LightAsync("credentials");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("http://127.0.0.1:9"));
    }

    [Test]
    public async Task An_app_without_a_published_robot_in_stream_mode_is_red()
    {
        patient = await Patient.ComeAsync();
        patient.World.StreamEnabled = false;
        Assert.That(await patient.ColourAsync("stream"), Is.EqualTo(LightColour.Red));
        patient.World.StreamEnabled = true;
        Assert.That(await patient.ColourAsync("stream"), Is.EqualTo(LightColour.Amber), "it could be opened now, but nobody keeps it open");
        Assert.That(patient.Simulator.Stream.Opened, Is.Zero, "a look takes no messages away from anybody");
    }

    [Test]
    public async Task A_stream_that_broke_is_red_and_one_that_brings_messages_green(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        Assert.That(await patient.ColourAsync("stream"), Is.EqualTo(LightColour.Amber), "an open stream alone proves nothing");
        await patient.SayAsync("ping", cancel);
        Assert.That(await patient.ColourAsync("stream"), Is.EqualTo(LightColour.Green));
        patient.Simulator.Stream.Drop();
        await Patient.UntilAsync(() => !patient.Get<StreamState>().Open, cancel);
        Assert.That(await patient.ColourAsync("stream"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task A_gateway_that_is_out_is_red_without_blaming_the_app()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.Fail("/v1.0/gateway/connections/open", 503, "{}");
        var light = await patient.LightAsync("stream");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, (string?)null)));
    }

    [Test]
    public async Task A_robot_of_another_code_is_red_and_named(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel, change: m => m["robotCode"] = "dingother");
        var light = await patient.LightAsync("robot");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, "消息是发给机器人 dingother 的，而设置里写的是 dingsimulator0001，主动发的消息会失败。把 DingTalk:RobotCode 改成 dingother")));
    }

    [Test]
    public async Task A_robot_that_the_platform_does_not_know_is_red(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync(("DingTalk:RobotCode", "dingwrong"));
        await patient.WriteAsync(cancel);
        var light = await patient.LightAsync("robot");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("dingwrong").And.Contain("invalidParameter.robotCode.notExsit"));
    }

    [Test]
    public async Task A_message_without_content_is_red_and_the_next_whole_one_green(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("", cancel, change: Empty);
        Assert.That((await patient.ColourAsync("message"), await patient.ColourAsync("quota")), Is.EqualTo((LightColour.Red, LightColour.Red)));
        await patient.SayAsync("ping", cancel);
        Assert.That((await patient.ColourAsync("message"), await patient.ColourAsync("quota")), Is.EqualTo((LightColour.Green, LightColour.Green)));
    }

    [Test]
    public async Task An_event_without_content_is_the_same_quota(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.Simulator.Stream.HappenAsync("chat_add_member", "e1", new JsonObject { ["errCode"] = 20001, ["errMsg"] = "quota" }, cancel);
        Assert.That((await patient.ColourAsync("quota"), await patient.ColourAsync("events")), Is.EqualTo((LightColour.Red, LightColour.Amber)));
    }

    [Test]
    public async Task A_message_that_cannot_be_read_is_red(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel, change: m => m.Remove("conversationId"));
        Assert.That(await patient.ColourAsync("message"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task A_colleague_without_a_staff_id_means_that_no_version_is_published(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel, change: m => m.Remove("senderStaffId"));
        var light = await patient.LightAsync("version");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("版本管理与发布"));
        await patient.SayAsync("ping", cancel);
        Assert.That(await patient.ColourAsync("version"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_guest_of_another_organisation_says_nothing_about_the_version(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel, change: m => (m["senderStaffId"], m["senderCorpId"]) = (null, "dingelsewhere"));
        Assert.That(await patient.ColourAsync("version"), Is.EqualTo(LightColour.Amber));
    }

    [Test]
    public async Task A_press_that_brings_nothing_to_do_is_red_and_one_that_does_green(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.PressAsync([], cancel);
        Assert.That(await patient.ColourAsync("button"), Is.EqualTo(LightColour.Red));
        await patient.PressAsync(new JsonObject { ["line"] = "检查 按钮" }, cancel);
        Assert.That(await patient.ColourAsync("button"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task Any_other_words_are_no_press(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel);
        Assert.That(await patient.ColourAsync("button"), Is.EqualTo(LightColour.Amber));
        await patient.SayAsync("ping button", cancel);
        Assert.That(await patient.ColourAsync("button"), Is.EqualTo(LightColour.Green), "what the message link of the button says");
    }

    private static void Empty(JsonObject message)
    {
        message.Remove("text");
        (message["errorCode"], message["errorMessage"]) = (20001, "quota");
    }
}
