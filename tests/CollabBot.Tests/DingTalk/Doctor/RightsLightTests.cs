using System.Text.Json.Nodes;
using CollabBot.Core.Doctor;
using CollabBot.Core.Platforms;
using CollabBot.Core.ToDos;
using CollabBot.DingTalk.Outbound;
using CollabBot.Simulators.DingTalk;

namespace CollabBot.Tests.DingTalk.Doctor;

/// <summary>The lights of what the app may do, whom it reaches and how much: each turns red for its own fault.</summary>
[CancelAfter(30_000)]
internal sealed class RightsLightTests
{
    private Patient patient = null!;

    [TearDown]
    public async Task Stop() => await patient.DisposeAsync();

    [TestCase("qyapi_base", "看应用能看到哪些部门")]
    [TestCase("qyapi_get_department_list", "读部门和负责人")]
    [TestCase("qyapi_get_department_member", "读部门里有谁")]
    [TestCase("qyapi_get_member", "读一个人的信息")]
    public async Task A_missing_contact_permission_is_red_with_its_reason_and_a_link_that_asks_for_it(string scope, string reason)
    {
        patient = await Patient.ComeAsync();
        Assert.That(await patient.ColourAsync("directory"), Is.EqualTo(LightColour.Green));
        patient.World.Scopes.Remove(scope);
        var light = await patient.LightAsync("directory");
        Assert.That(light.Colour, Is.EqualTo(LightColour.Red));
        Assert.That(light.Sentence, Does.Contain($"{scope} {reason}"));
        Assert.That(light.Link, Is.EqualTo($"https://open-dev.dingtalk.com/appscope/apply?content=dingsimulator0001%23{scope}"));
    }

    [Test]
    public async Task A_contact_range_of_nobody_is_red_and_a_part_of_the_company_green()
    {
        patient = await Patient.ComeAsync();
        patient.World.RangeDepartments = [];
        Assert.That(await patient.ColourAsync("directory"), Is.EqualTo(LightColour.Red));
        patient.World.RangeDepartments = [10];
        var light = await patient.LightAsync("directory");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Green, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("一部分"));
        patient.Simulator.Fail("/auth/scopes", 503, "");
        Assert.That(await patient.ColourAsync("directory"), Is.EqualTo(LightColour.Red), "an outage is no permission");
    }

    [Test]
    public async Task An_address_book_that_asks_to_come_back_later_keeps_nobody_waiting(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        patient.Simulator.Fail("/auth/scopes", 200, """{"errcode":90018,"errmsg":"qps"}""", times: 99, retryAfter: "60");
        var looking = patient.LightAsync("directory");
        var since = patient.Bench.Time.GetUtcNow();
        while (!looking.IsCompleted)
        {
            cancel.ThrowIfCancellationRequested();
            patient.Bench.Time.Advance(TimeSpan.FromSeconds(1));
            await StreamHost.MomentAsync(looking);
        }

        Assert.That((await looking).Colour, Is.EqualTo(LightColour.Amber));
        Assert.That(patient.Bench.Time.GetUtcNow() - since, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Without_the_permission_to_send_a_message_to_a_group_turns_it_red(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel);
        Assert.That(await patient.ColourAsync("send"), Is.EqualTo(LightColour.Amber), "an answer needs no permission");
        patient.World.Scopes.Remove("qyapi_robot_sendmsg");
        await patient.WriteAsync(cancel);
        var light = await patient.LightAsync("send");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, "https://open-dev.dingtalk.com/appscope/apply?content=dingsimulator0001%23qyapi_robot_sendmsg")));
        patient.World.Scopes.Add("qyapi_robot_sendmsg");
        await patient.WriteAsync(cancel);
        Assert.That(await patient.ColourAsync("send"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_group_that_the_robot_is_not_in_is_red_until_it_is_heard_there(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync(("SyncDay:Group", "dingtalk:cidNew=="));
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel);
        Assert.That(await patient.ColourAsync("group"), Is.EqualTo(LightColour.Amber), "it was heard in another group");
        await patient.WriteAsync(cancel, "cidNew==");
        Assert.That((await patient.ColourAsync("group"), await patient.ColourAsync("send")), Is.EqualTo((LightColour.Red, LightColour.Amber)));
        await patient.SayAsync("ping", cancel, change: m => m["conversationId"] = "cidNew==");
        Assert.That(await patient.ColourAsync("group"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task A_robot_that_was_put_out_of_its_only_group_is_red(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.SayAsync("ping", cancel);
        var light = await patient.LightAsync("group");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Green, $"机器人在 1 个群里收发过消息。要把协同日发到最近的那个，设 SyncDay:Group=dingtalk:{DingTalkBench.GroupId}")));
        patient.Bench.Time.Advance(TimeSpan.FromMinutes(1));
        await patient.Simulator.Stream.HappenAsync("chat_disband", "e1", new JsonObject { ["openConversationId"] = DingTalkBench.GroupId }, cancel);
        Assert.That(await patient.ColourAsync("group"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task Somebody_outside_the_availability_turns_it_red_and_their_next_message_green(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        await patient.ListenAsync(cancel);
        await patient.WriteAsync(cancel, Patient.Zhang, direct: true);
        Assert.That(await patient.ColourAsync("visible"), Is.EqualTo(LightColour.Green), "it reached somebody");
        await patient.WriteAsync(cancel, "nobody", direct: true);
        Assert.That(await patient.ColourAsync("visible"), Is.EqualTo(LightColour.Red));
        await patient.SayAsync("ping", cancel, direct: true);
        Assert.That(await patient.ColourAsync("visible"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task Without_the_permission_for_to_dos_it_is_red_where_they_are_wanted(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync(("Team:ToDos", "true"));
        Assert.That(await patient.ColourAsync("todo"), Is.EqualTo(LightColour.Amber));
        patient.World.Scopes.Remove("Todo.Todo.Write");
        var toDos = patient.Get<IToDoList>();
        await toDos.AddAsync(new ToDoItem("0123456789abcdef0123456789abcdef", Patient.Zhang, "支付流程", "", "zh-CN"), cancel);
        var light = await patient.LightAsync("todo");
        Assert.That((light.Colour, light.Link), Is.EqualTo((LightColour.Red, "https://open-dev.dingtalk.com/appscope/apply?content=dingsimulator0001%23Todo.Todo.Write")));
        patient.World.Scopes.Add("Todo.Todo.Write");
        await toDos.AddAsync(new ToDoItem("0123456789abcdef0123456789abcdef", Patient.Zhang, "支付流程", "", "zh-CN"), cancel);
        Assert.That(await patient.ColourAsync("todo"), Is.EqualTo(LightColour.Green));
    }

    [Test]
    public async Task Calls_that_are_used_up_are_red(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync();
        patient.World.CallsSpent = true;
        await patient.WriteAsync(cancel);
        var light = await patient.LightAsync("quota");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("接口调用额度用完了"));
    }

    [Test]
    public async Task Near_the_months_end_of_quota_it_warns_and_a_pause_is_told(CancellationToken cancel)
    {
        patient = await Patient.ComeAsync(("DingTalk:MonthlyCalls", "5"));
        for (var i = 0; i < 3; i++)
            await patient.WriteAsync(cancel);
        Assert.That(await patient.ColourAsync("quota"), Is.EqualTo(LightColour.Green));
        var pace = patient.Get<SessionPace>();
        pace.TryTake("cid1");
        pace.Close("cid1");
        var paused = await patient.LightAsync("quota");
        Assert.That((paused.Colour, paused.Sentence), Is.EqualTo((LightColour.Amber, "有 1 个群一分钟内发得太多，钉钉停收十分钟；消息改走别的路，不用处理")));
        await patient.WriteAsync(cancel);
        Assert.That((await patient.LightAsync("quota")).Sentence, Does.Contain("4 次，快到标准版的 3000 条、5 次"));
        patient.Bench.Time.Advance(TimeSpan.FromDays(31));
        Assert.That((await patient.LightAsync("quota")).Sentence, Does.Contain("本月还没有收发过"), "another month");
    }

    [Test]
    public async Task An_address_without_callbacks_is_amber_one_that_is_not_public_red_and_a_signed_callback_green()
    {
        patient = await Patient.ComeAsync(("DingTalk:Receive", "Webhook"));
        Assert.That((await patient.LookAsync()).Select(l => l.Key), Does.Contain("address").And.Not.Contain("stream"));
        Assert.That(await patient.ColourAsync("address"), Is.EqualTo(LightColour.Amber));
        patient.Bench.Hear(new Saying(DingTalkBench.GroupId, Patient.Zhang, "张伟", "ping"));
        Assert.That(await patient.ColourAsync("address"), Is.EqualTo(LightColour.Green));
    }

    [TestCase("http://bot.example.com")]
    [TestCase("https://127.0.0.1:5080")]
    public async Task A_public_address_that_is_none_is_red(string url)
    {
        patient = await Patient.ComeAsync(("DingTalk:Receive", "Webhook"), ("Web:PublicUrl", url));
        Assert.That(await patient.ColourAsync("address"), Is.EqualTo(LightColour.Red));
    }

    [Test]
    public async Task A_wrong_signature_and_a_wrong_clock_are_red_and_told_apart()
    {
        patient = await Patient.ComeAsync(("DingTalk:Receive", "Webhook"));
        var genuine = patient.Bench.Callbacks.Sign(patient.Bench.Callbacks.Message(new Saying(DingTalkBench.GroupId, Patient.Zhang, "张伟", "ping")));
        Post(genuine with { Headers = new Dictionary<string, string>() });
        Assert.That(await patient.ColourAsync("address"), Is.EqualTo(LightColour.Amber), "whoever does not sign is somebody else");
        Post(genuine with { Headers = new Dictionary<string, string>(genuine.Headers) { ["sign"] = "AAAA" } });
        Assert.That((await patient.LightAsync("address")).Sentence, Does.Contain("签名不对"));
        patient.Bench.Time.Advance(TimeSpan.FromHours(2));
        Post(genuine);
        var light = await patient.LightAsync("address");
        Assert.That((light.Colour, light.Sentence), Is.EqualTo((LightColour.Red, light.Sentence)));
        Assert.That(light.Sentence, Does.Contain("时钟"));
    }

    [Test]
    public async Task An_event_that_cannot_be_opened_is_red_and_the_next_that_can_green()
    {
        patient = await Patient.ComeAsync(("DingTalk:Receive", "Webhook"));
        var sealedEvent = patient.Bench.Callbacks.Seal(new JsonObject { ["EventType"] = "user_add_org", ["eventId"] = "e1", ["UserId"] = new JsonArray("new1") });
        Push(sealedEvent.Query.Replace("msg_signature=", "msg_signature=0", StringComparison.Ordinal), sealedEvent.Body);
        Assert.That(await patient.ColourAsync("events"), Is.EqualTo(LightColour.Red));
        patient.Bench.Time.Advance(TimeSpan.FromMinutes(1));
        Push(sealedEvent.Query, sealedEvent.Body);
        Assert.That(await patient.ColourAsync("events"), Is.EqualTo(LightColour.Green));
    }

    private void Post(PushedRequest request) =>
        patient.Bench.Webhook("/dingtalk/robot").Read(new WebhookRequest(request.Body, request.Headers.GetValueOrDefault, patient.Bench.Time.GetUtcNow()));

    private void Push(string query, byte[] body)
    {
        var parts = query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        patient.Bench.Webhook("/dingtalk/events").Read(new WebhookRequest(body, _ => null, patient.Bench.Time.GetUtcNow()) { Query = parts.GetValueOrDefault });
    }
}
