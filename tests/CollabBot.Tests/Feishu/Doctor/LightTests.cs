using CollabBot.Core.Doctor;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Doctor;

/// <summary>Every light turns red for its own fault and for that alone, green only when something went round, and is amber in between.</summary>
[CancelAfter(30_000)]
internal sealed class LightTests
{
    private static readonly string[] Keys = ["credentials", "connection", "bot", "event", "button", "scopes", "version", "visible", "group"];
    private Patient patient = null!;

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [Test]
    public async Task A_healthy_app_is_all_green_once_things_went_round(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.Chats.Chats.Add(new SimChat("oc_strategy", "战略项目群", [(Patient.Lina, "李娜")]));
        await patient.ListenAsync(cancel);
        for (var i = 0; i < 4; i++)
            await patient.PingAsync(cancel);
        await patient.PressAsync(cancel);
        var lights = await patient.Bench.Get<LightBoard>().LookAsync("zh-CN", cancel, "*");
        Assert.That(lights.Select(l => (l.Key, l.Colour)), Is.EqualTo(Keys.Select(k => (k, LightColour.Green))), string.Join('\n', lights));
    }

    [Test]
    public async Task An_app_that_only_answers_calls_is_proved_in_nothing_that_must_go_round()
    {
        patient = await Patient.ComeAsync();
        var lights = await patient.Bench.Get<LightBoard>().LookAsync("en", CancellationToken.None);
        Assert.That(lights.Where(l => l.Colour == LightColour.Amber).Select(l => l.Key), Is.EqualTo(new[] { "connection", "event", "button", "visible" }));
    }

    [Test]
    public async Task No_sentence_in_any_language_shows_a_gap_or_the_secret()
    {
        patient = await Patient.ComeAsync(null, ("Feishu:AppSecret", "geheim"));
        foreach (var locale in new[] { "zh-CN", "en" })
            foreach (var light in await patient.Bench.Get<LightBoard>().LookAsync(locale, CancellationToken.None, "*"))
                Assert.That(light.Name + light.Sentence, Does.Not.Contain("geheim").And.Not.Contain("{").And.Not.Contain("feishu.doctor"));
    }

    [Test]
    public async Task A_wrong_secret_is_red_and_the_others_wait_for_it()
    {
        patient = await Patient.ComeAsync(null, ("Feishu:AppSecret", "geheim"));
        var lights = await patient.Bench.Get<LightBoard>().LookAsync("zh-CN", CancellationToken.None);
        Assert.That(lights.Select(l => l.Colour), Is.EqualTo(Keys.Select((_, i) => i == 0 ? LightColour.Red : LightColour.Amber)));
        Assert.That(lights[0].Link, Is.EqualTo($"{patient.Simulator.Address}/app/{patient.Simulator.World.AppId}/baseinfo"));
    }

    [Test]
    public async Task A_platform_that_does_not_answer_is_red_with_its_address()
    {
        patient = await Patient.ComeAsync(null, ("Feishu:BaseUrl", "http://127.0.0.1:9"));
        var light = await patient.LightAsync("credentials");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("http://127.0.0.1:9"));
    }

    [Test]
    public async Task An_app_without_a_bot_is_red()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.App.HasBot = false;
        var light = await patient.LightAsync("bot");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, $"{patient.Simulator.Address}/app/{patient.Simulator.World.AppId}/bot")));
    }

    [Test]
    public async Task An_event_that_the_version_does_not_subscribe_is_red()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.App.Events = [];
        var light = await patient.LightAsync("event");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Link, Does.EndWith("/event?tab=event"));
    }

    [Test]
    public async Task A_message_that_came_is_the_proof_whatever_the_platform_says_of_the_subscription(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.World.Withheld["application:application:self_manage"] = true;
        await patient.ListenAsync(cancel);
        Assert.That(await patient.ColourAsync("event"), Is.EqualTo(LightColour.Amber));
        await patient.PingAsync(cancel);
        Assert.That(await patient.ColourAsync("event"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_new_version_must_be_proved_anew(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.PingAsync(cancel);
        await patient.PressAsync(cancel);
        Assert.That(await patient.ColourAsync("version"), Is.EqualTo(LightColour.Green));
        patient.Bench.Time.Advance(TimeSpan.FromMinutes(1));
        patient.Simulator.App.Released = "oav_0000000000000002";
        await patient.LightAsync("version");
        Assert.That((await patient.ColourAsync("event"), await patient.ColourAsync("button")), Is.EqualTo((LightColour.Amber, LightColour.Amber)));
        await patient.PingAsync(cancel);
        await patient.PressAsync(cancel);
        Assert.That((await patient.ColourAsync("event"), await patient.ColourAsync("button")), Is.EqualTo((LightColour.Green, LightColour.Green)));
    }

    [Test]
    public async Task A_callback_that_is_not_subscribed_is_red()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.App.Callbacks = [];
        var light = await patient.LightAsync("button");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Sentence, Does.Contain("200340"));
        Assert.That(light.Link, Does.EndWith("/event?tab=callback"));
    }

    [Test]
    public async Task A_missing_scope_is_red_with_its_reason_and_a_link_that_has_it()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.World.Withheld["im:message.p2p_msg:readonly"] = true;
        var light = await patient.LightAsync("scopes");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Sentence, Does.Contain("im:message.p2p_msg:readonly 收到单聊里的话"));
        Assert.That(light.Link, Does.Contain("/auth?q=im%3Amessage.p2p_msg%3Areadonly&"));
    }

    [Test]
    public async Task A_missing_scope_that_only_a_part_needs_is_told_and_not_red()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.World.Withheld["im:message.reactions:read"] = true;
        var light = await patient.LightAsync("scopes");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Green));
        Assert.That(light.Sentence, Does.Contain("im:message.reactions:read 用表情"));
    }

    [Test]
    public async Task An_app_that_was_never_installed_is_red_and_leads_to_its_versions()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.App.Uninstalled = true;
        var light = await patient.LightAsync("scopes");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, $"{patient.Simulator.Address}/app/{patient.Simulator.World.AppId}/version")));
    }

    [Test]
    public async Task An_app_that_an_administrator_stopped_is_red_wherever_it_is_asked()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.App.Stopped = true;
        Assert.That((await patient.ColourAsync("bot"), await patient.ColourAsync("version"), await patient.ColourAsync("group")), Is.EqualTo((LightColour.Red, LightColour.Red, LightColour.Red)));
    }

    [Test]
    public async Task Groups_that_may_not_be_read_are_red_with_a_link_that_has_the_scope()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.Faults.Answer(FeishuReply.Forbidden("im:chat:read"), "/im/v1/chats");
        var light = await patient.LightAsync("group");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, light.Link)));
        Assert.That(light.Link, Does.Contain("/auth?q=im%3Achat%3Aread"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task A_version_that_the_company_does_not_run_is_red(int status)
    {
        patient = await Patient.ComeAsync(new FeishuWorld { BotStatus = status });
        var light = await patient.LightAsync("version");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Link, Does.EndWith("/version"));
    }

    [Test]
    public async Task A_version_that_waits_for_an_administrator_is_amber_and_none_at_all_is_red()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.App.Waiting = "oav_0000000000000002";
        Assert.That(await patient.ColourAsync("version"), Is.EqualTo(LightColour.Amber));
        (patient.Simulator.App.Waiting, patient.Simulator.App.Released) = (null, null);
        Assert.That(await patient.ColourAsync("version"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task Somebody_outside_the_availability_turns_it_red_and_their_next_message_green(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        patient.Simulator.World.UnavailableUsers[Patient.Lina] = true;
        await patient.WriteAsync(cancel);
        Assert.That(await patient.ColourAsync("visible"), Is.EqualTo(LightColour.Red));
        patient.Simulator.World.UnavailableUsers.Clear();
        await patient.PingAsync(cancel);
        Assert.That(await patient.ColourAsync("visible"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_message_that_reached_somebody_is_a_proof_too(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.WriteAsync(cancel);
        Assert.That(await patient.ColourAsync("visible"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_bot_in_no_group_is_red()
    {
        patient = await Patient.ComeAsync();
        Assert.That(await patient.ColourAsync("group"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task The_group_of_the_sync_day_is_the_one_that_counts()
    {
        patient = await Patient.ComeAsync(null, ("SyncDay:Group", "feishu:oc_strategy"));
        patient.Simulator.Chats.Chats.Add(new SimChat("oc_other", "别的群", []));
        Assert.That(await patient.ColourAsync("group"), Is.EqualTo(LightColour.Red));
        patient.Simulator.Chats.Chats.Add(new SimChat("oc_strategy", "战略项目群", []));
        Assert.That(await patient.ColourAsync("group"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task While_no_group_is_set_the_light_names_the_settings_to_choose_from()
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.Chats.Chats.Add(new SimChat("oc_strategy", "战略项目群", []));
        Assert.That((await patient.LightAsync("group")).Sentence, Does.Contain("战略项目群 = feishu:oc_strategy"));
    }

    [Test]
    public async Task A_wiki_without_a_place_is_red()
    {
        patient = await Patient.ComeAsync(null, ("Wiki:Target", "Feishu"));
        Assert.That(await patient.ColourAsync("wiki"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task A_wiki_that_refuses_a_test_write_is_red_and_gets_one_page_only()
    {
        patient = await Patient.ComeAsync(null, ("Wiki:Target", "Feishu"), ("Wiki:Feishu:SpaceId", "7000000000000000001"));
        var wiki = patient.Simulator.Wiki;
        wiki.Spaces["7000000000000000001"] = false;
        var light = await patient.LightAsync("wiki");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, "https://www.feishu.cn/wiki/settings/7000000000000000001")));
        wiki.Spaces["7000000000000000001"] = true;
        Assert.That(await patient.ColourAsync("wiki"), Is.EqualTo(LightColour.Green));
        Assert.That(await patient.ColourAsync("wiki"), Is.EqualTo(LightColour.Green));
        Assert.That(wiki.Nodes, Has.Count.EqualTo(1));
        wiki.Nodes.Clear();
        Assert.That(await patient.ColourAsync("wiki"), Is.EqualTo(LightColour.Green), "somebody deleted the page");
    }
}
