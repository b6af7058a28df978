using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>Which messages the simulated Feishu takes, shows back, edits and takes back.</summary>
public sealed class MessageRuleTests
{
    private const string Card = """{"schema":"2.0","body":{"elements":[{"tag":"markdown","content":"one"}]}}""";
    private const string OldCard = """{"elements":[{"tag":"markdown","content":"one"}]}""";
    private static readonly JsonObject Emoji = new() { ["reaction_type"] = new JsonObject { ["emoji_type"] = "Alarm" } };
    private Caller caller = null!;

    [SetUp]
    public async Task Start()
    {
        caller = await Caller.StartAsync();
        caller.Simulator.App.Scopes = [.. caller.Simulator.App.Scopes, "im:message.reactions:write_only", "im:message:recall", "im:message.urgent"];
    }

    [TearDown]
    public async Task Stop() => await caller.DisposeAsync();

    [TestCase("text", """{"text":""}""")]
    [TestCase("text", "plain words")]
    [TestCase("post", """{"content":[[{"tag":"text","text":"without a language"}]]}""")]
    [TestCase("post", """{"zh_cn":{"content":[[{"tag":"text","text":"a"},{"tag":"hr"}]]}}""")]
    [TestCase("post", """{"zh_cn":{"content":[[{"tag":"button"}]]}}""")]
    [TestCase("image", """{"file_key":"img_1"}""")]
    [TestCase("share_user", """{"user_id":"on_1"}""")]
    [TestCase("system", """{"type":"divider","params":{}}""")]
    [TestCase("poem", """{"text":"a"}""")]
    public async Task Content_of_the_wrong_shape_is_refused(string type, string content) => Assert.That(await caller.SendAsync(type, content), Is.EqualTo((400, 230001)));

    [TestCase("post", """{"zh_cn":{"title":"周报","content":[[{"tag":"text","text":"a"},{"tag":"a","href":"https://example.com","text":"b"},{"tag":"at","user_id":"ou_1"}],[{"tag":"md","text":"**c**"}]]}}""")]
    [TestCase("image", """{"image_key":"img_v3_1"}""")]
    [TestCase("share_chat", """{"chat_id":"oc_1"}""")]
    [TestCase("interactive", """{"type":"template","data":{"template_id":"AAq1","template_variable":{}}}""")]
    [TestCase("interactive", OldCard)]
    public async Task Content_of_the_right_shape_is_taken(string type, string content) => Assert.That(await caller.SendAsync(type, content), Is.EqualTo((200, 0)));

    [Test]
    public async Task Who_cannot_be_written_to_is_told_apart()
    {
        var world = caller.Simulator.World;
        world.UnavailableUsers["ou_resigned"] = world.ForeignUsers["ou_guest"] = world.ForeignIds["ou_otherapp"] = world.LeftChats["oc_left"] = true;
        (world.MutedChats["oc_quiet"], world.MutedChats["oc_blocked"]) = (230018, 230035);
        async Task<int> To(string id, string kind) => (await caller.SendAsync("text", Caller.Text("hello"), id, kind)).Code;
        Assert.Multiple(async () =>
        {
            Assert.That(await To("oc_1", "open_id"), Is.EqualTo(230034), "an id of another kind");
            Assert.That(await To("ou_resigned", "open_id"), Is.EqualTo(230013));
            Assert.That(await To("ou_guest", "open_id"), Is.EqualTo(230038));
            Assert.That(await To("ou_otherapp", "open_id"), Is.EqualTo(99992361));
            Assert.That(await To("oc_left", "chat_id"), Is.EqualTo(230002));
            Assert.That(await To("oc_quiet", "chat_id"), Is.EqualTo(230018));
            Assert.That(await To("oc_blocked", "chat_id"), Is.EqualTo(230035));
        });
        (world.KnownChatsOnly, world.KnownChats["oc_known"]) = (true, true);
        Assert.That((await To("oc_known", "chat_id"), await To("oc_never_seen", "chat_id"), await To(Caller.Lina, "open_id")), Is.EqualTo((0, 230002, 0)));
    }

    [Test]
    public async Task Mentions_come_back_as_placeholders_and_a_stranger_as_a_name()
    {
        caller.Simulator.World.UnknownUsers["ou_gone"] = true;
        var sent = await caller.SentAsync("text", Caller.Text($"<at user_id=\"{Caller.Lina}\">李娜</at> <at user_id=\"ou_gone\">老王</at> <at user_id=\"all\"></at>"));
        Assert.That((string?)JsonNode.Parse((string)sent["body"]!["content"]!)!["text"], Is.EqualTo("@_user_1 @老王 @_all"));
        Assert.That(sent["mentions"]!.AsArray().Select(m => ((string?)m!["key"], (string?)m["id"], (string?)m["name"])), Is.EqualTo(new[] { ("@_user_1", Caller.Lina, "李娜") }));
        caller.Simulator.World.QuietChats[Caller.Group] = true;
        Assert.That(await caller.SendAsync("text", Caller.Text("<at user_id=\"all\"></at>")), Is.EqualTo((400, 230018)), "only the owner may call everybody");
    }

    [Test]
    public async Task One_uuid_is_one_message_for_an_hour()
    {
        var first = (string?)(await caller.SentAsync("text", Caller.Text("a"), uuid: "u1"))["message_id"];
        caller.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.That((string?)(await caller.SentAsync("text", Caller.Text("a"), uuid: "u1"))["message_id"], Is.EqualTo(first));
        caller.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That((string?)(await caller.SentAsync("text", Caller.Text("a"), uuid: "u1"))["message_id"], Is.Not.EqualTo(first));
        Assert.That(await caller.SendAsync("text", Caller.Text("a"), uuid: new string('u', 51)), Is.EqualTo((400, 99992402)));
    }

    [Test]
    public async Task A_text_is_edited_twenty_times_a_day_long_and_a_card_never()
    {
        var text = (string)(await caller.SentAsync("text", Caller.Text("0")))["message_id"]!;
        for (var i = 1; i <= 20; i++)
            Assert.That(await EditAsync(text, $"{i}"), Is.EqualTo((200, 0)));
        Assert.That(await EditAsync(text, "21"), Is.EqualTo((400, 230072)));
        var (_, read) = await caller.CallAsync("GET", Path(text));
        Assert.That(((string?)read["data"]!["items"]![0]!["body"]!["content"], (bool)read["data"]!["items"]![0]!["updated"]!), Is.EqualTo((Caller.Text("20"), true)));
        Assert.That(await EditAsync((string)(await caller.SentAsync("interactive", Card))["message_id"]!, "a"), Is.EqualTo((400, 230054)));
        caller.Simulator.Desk.Heard("om_hers", Caller.Group);
        Assert.That(await EditAsync("om_hers", "a"), Is.EqualTo((400, 230071)));
        var late = (string)(await caller.SentAsync("text", Caller.Text("0")))["message_id"]!;
        caller.Time.Advance(TimeSpan.FromHours(25));
        await caller.TokenAsync();
        Assert.That(await EditAsync(late, "1"), Is.EqualTo((400, 230075)));
    }

    [Test]
    public async Task Only_a_card_that_all_see_alike_is_patched_for_two_weeks()
    {
        var card = (string)(await caller.SentAsync("interactive", Card))["message_id"]!;
        Assert.That(await PatchAsync(card, Card), Is.EqualTo((200, 0)));
        Assert.That(await PatchAsync(card, OldCard), Is.EqualTo((400, 230001)), "update_multi is not true afterwards");
        Assert.That(await PatchAsync((string)(await caller.SentAsync("text", Caller.Text("a")))["message_id"]!, Card), Is.EqualTo((400, 230001)));
        Assert.That(await PatchAsync((string)(await caller.SentAsync("interactive", OldCard))["message_id"]!, Card), Is.EqualTo((400, 230001)));
        caller.Simulator.World.MessagesPerSecondPerChat = 5;
        for (var i = 0; i < 5; i++)
            Assert.That(await PatchAsync(card, Card), Is.EqualTo((200, 0)));
        Assert.That(await PatchAsync(card, Card), Is.EqualTo((400, 230020)));
        caller.Time.Advance(TimeSpan.FromDays(15));
        await caller.TokenAsync();
        Assert.That(await PatchAsync(card, Card), Is.EqualTo((400, 230031)));
    }

    [Test]
    public async Task A_card_is_never_read_back_and_a_recalled_message_says_so()
    {
        var card = (string)(await caller.SentAsync("interactive", Card))["message_id"]!;
        var (_, read) = await caller.CallAsync("GET", Path(card));
        Assert.That((string?)read["data"]!["items"]![0]!["body"]!["content"], Does.Not.Contain("one").And.Contain("请升级"));
        Assert.That(await caller.CodeAsync("DELETE", Path(card)), Is.EqualTo((200, 0)));
        Assert.That(await caller.CodeAsync("DELETE", Path(card)), Is.EqualTo((400, 230011)));
        (_, read) = await caller.CallAsync("GET", Path(card));
        Assert.That(((bool)read["data"]!["items"]![0]!["deleted"]!, (string?)read["data"]!["items"]![0]!["body"]!["content"]), Is.EqualTo((true, "This message was recalled")));
    }

    [Test]
    public async Task A_message_is_taken_back_by_its_sender_in_time_or_by_who_runs_the_group()
    {
        caller.Simulator.Desk.Heard("om_hers", Caller.Group);
        Assert.That(await caller.CodeAsync("DELETE", Path("om_hers")), Is.EqualTo((400, 230026)));
        caller.Simulator.World.RunChats[Caller.Group] = true;
        Assert.That(await caller.CodeAsync("DELETE", Path("om_hers")), Is.EqualTo((200, 0)));
        var mine = (string)(await caller.SentAsync("text", Caller.Text("a")))["message_id"]!;
        caller.Time.Advance(TimeSpan.FromHours(25));
        await caller.TokenAsync();
        Assert.That(await caller.CodeAsync("DELETE", Path(mine)), Is.EqualTo((400, 230009)));
    }

    [Test]
    public async Task An_emoji_is_put_listed_and_taken_off_by_who_put_it()
    {
        var path = Path((string)(await caller.SentAsync("text", Caller.Text("a")))["message_id"]!) + "/reactions";
        Assert.That(await caller.CodeAsync("POST", path, new JsonObject { ["reaction_type"] = new JsonObject { ["emoji_type"] = "NOSUCH" } }), Is.EqualTo((400, 231001)));
        var (_, put) = await caller.CallAsync("POST", path, Emoji);
        var (_, list) = await caller.CallAsync("GET", path);
        Assert.That(list["data"]!["items"]!.AsArray().Select(r => (string?)r!["reaction_id"]), Is.EqualTo(new[] { (string?)put["data"]!["reaction_id"] }));
        Assert.That(await caller.CodeAsync("DELETE", $"{path}/{put["data"]!["reaction_id"]}"), Is.EqualTo((200, 0)));
        Assert.That(await caller.CodeAsync("DELETE", $"{path}/{put["data"]!["reaction_id"]}"), Is.EqualTo((400, 231011)));
        Assert.That(await caller.CodeAsync("POST", Path("om_none") + "/reactions", Emoji), Is.EqualTo((400, 231003)));
    }

    [Test]
    public async Task Urgent_reaches_those_in_the_chat_and_names_the_others()
    {
        caller.Simulator.Chats.Chats.Add(new SimChat(Caller.Group, "战略项目群", [(Caller.Lina, "李娜")]));
        var path = Path((string)(await caller.SentAsync("text", Caller.Text("a")))["message_id"]!) + "/urgent_app?user_id_type=open_id";
        var (_, pressed) = await caller.CallAsync("PATCH", path, new JsonObject { ["user_id_list"] = new JsonArray(Caller.Lina, "ou_else") });
        Assert.That(pressed["data"]!["invalid_user_id_list"]!.ToJsonString(), Is.EqualTo("""["ou_else"]"""));
        Assert.That(await caller.CodeAsync("PATCH", path, new JsonObject { ["user_id_list"] = new JsonArray("ou_else") }), Is.EqualTo((400, 230001)));
    }

    [Test]
    public async Task History_comes_in_pages_and_a_groups_only_with_the_scope_for_all_its_messages()
    {
        for (var i = 0; i < 5; i++)
        {
            caller.Time.Advance(TimeSpan.FromSeconds(1));
            await caller.SentAsync("text", Caller.Text($"{i}"), Caller.Lina);
        }

        var chat = caller.Simulator.Desk.Messages[0].ChatId;
        var (_, first) = await caller.CallAsync("GET", $"/open-apis/im/v1/messages?container_id_type=chat&container_id={chat}&sort_type=ByCreateTimeDesc&page_size=3");
        Assert.That((first["data"]!["items"]!.AsArray().Count, (bool)first["data"]!["has_more"]!), Is.EqualTo((3, true)));
        Assert.That((string?)first["data"]!["items"]![0]!["body"]!["content"], Is.EqualTo(Caller.Text("4")));
        var (_, rest) = await caller.CallAsync("GET", $"/open-apis/im/v1/messages?container_id_type=chat&container_id={chat}&sort_type=ByCreateTimeDesc&page_size=3&page_token={Uri.EscapeDataString((string)first["data"]!["page_token"]!)}");
        Assert.That((rest["data"]!["items"]!.AsArray().Count, (bool)rest["data"]!["has_more"]!), Is.EqualTo((2, false)));
        caller.Simulator.Chats.Chats.Add(new SimChat(Caller.Group, "战略项目群", []));
        var group = $"/open-apis/im/v1/messages?container_id_type=chat&container_id={Caller.Group}";
        Assert.That(await caller.CodeAsync("GET", group), Is.EqualTo((400, 230027)));
        caller.Simulator.App.Scopes = [.. caller.Simulator.App.Scopes, "im:message.group_msg"];
        Assert.That(await caller.CodeAsync("GET", group), Is.EqualTo((200, 0)));
    }

    private static string Path(string messageId) => "/open-apis/im/v1/messages/" + messageId;

    private Task<(int Status, int Code)> EditAsync(string messageId, string words) =>
        caller.CodeAsync("PUT", Path(messageId), new JsonObject { ["msg_type"] = "text", ["content"] = Caller.Text(words) });

    private Task<(int Status, int Code)> PatchAsync(string messageId, string card) => caller.CodeAsync("PATCH", Path(messageId), new JsonObject { ["content"] = card });
}
