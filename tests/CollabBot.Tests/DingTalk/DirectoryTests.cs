using CollabBot.Core.Features;
using CollabBot.Core.People;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DirectoryTests
{
    private DingTalkBench bench = null!;

    private DingTalkWorld World => bench.Simulator.World;

    [SetUp]
    public async Task Start()
    {
        bench = await DingTalkBench.StartAsync();
        World.CallsPerSecond = 0;
        World.Departments[10] = new SimulatedDepartment("产品部", 1, "lina", "zhangwei");
        World.Departments[11] = new SimulatedDepartment("体验组", 10);
        World.Departments[20] = new SimulatedDepartment("销售部", 1, "wangfang");
        Hire("zhangwei", "张伟", true, 10);
        Hire("lina", "李娜", true, 10, 20);
        Hire("wangfang", "王芳", true, 20);
        Hire("boss", "老板", true, 1);
        Hire("new", "小林", false, 11);
    }

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task The_whole_company_is_read_with_its_heads_and_union_ids()
    {
        var book = await ReadAsync();
        Assert.That(book.Departments.Select(d => (d.Id, d.Name, d.ParentId, d.HeadUserId, string.Join(',', d.DeputyUserIds))), Is.EqualTo(new[]
        {
            ("10", "产品部", null, "lina", "zhangwei"), ("11", "体验组", "10", null, ""), ("20", "销售部", (string?)null, (string?)"wangfang", ""),
        }));
        Assert.That(book.People.Select(p => (p.UserId, p.Name, p.OtherIds.Single(), string.Join(',', p.DepartmentIds), p.Inactive)), Is.EqualTo(new[]
        {
            ("boss", "老板", "union-boss", "", false), ("lina", "李娜", "union-lina", "10,20", false), ("new", "小林", "union-new", "11", true),
            ("wangfang", "王芳", "union-wangfang", "20", false), ("zhangwei", "张伟", "union-zhangwei", "10", false),
        }));
        Assert.That((book.IsWhole, book.Missing), Is.EqualTo((true, Array.Empty<string>())));
    }

    [Test]
    public async Task A_department_of_more_than_a_page_is_read_to_its_end()
    {
        for (var i = 0; i < 230; i++)
            Hire($"many{i:000}", $"人{i}", true, 20);
        Assert.That((await ReadAsync()).People.Count(p => p.UserId.StartsWith("many", StringComparison.Ordinal)), Is.EqualTo(230));
    }

    [Test]
    public async Task Who_is_in_no_department_is_asked_for_and_who_is_gone_has_left()
    {
        Hire("alone", "独行", true);
        World.RangePeople = ["alone"];
        var book = await ReadAsync("alone", "fired", "$:LWCP_v1:$GUEST");
        Assert.That(book.People.Where(p => p.UserId is "alone" or "fired").Select(p => (p.UserId, p.Left)), Is.EqualTo(new[] { ("alone", false), ("fired", true) }));
        Assert.That(book.People.Select(p => p.UserId), Does.Not.Contain("$:LWCP_v1:$GUEST"));
    }

    [Test]
    public async Task A_part_of_the_company_is_read_as_a_part()
    {
        World.RangeDepartments = [10];
        World.RangePeople = ["boss"];
        var book = await ReadAsync("wangfang");
        Assert.That(book.Departments.Select(d => d.Id), Is.EqualTo(new[] { "10", "11" }));
        Assert.That(book.People.Select(p => (p.UserId, p.Left)), Is.EqualTo(new[] { ("boss", false), ("lina", false), ("new", false), ("zhangwei", false) }));
        Assert.That(book.IsWhole, Is.False, "who is out of range works there all the same");
    }

    [TestCase("qyapi_get_department_list")]
    [TestCase("qyapi_get_department_member")]
    [TestCase("qyapi_get_member")]
    [TestCase("qyapi_base")]
    public async Task A_missing_permission_is_named_and_nobody_is_taken_for_gone(string permission)
    {
        World.Scopes.Remove(permission);
        var book = await ReadAsync("zhangwei", "fired");
        Assert.That((book.Missing.Single(), book.IsWhole), Is.EqualTo((permission, false)));
        Assert.That(book.People.Where(p => p.Left && p.UserId != "fired"), Is.Empty);
    }

    [Test]
    public async Task A_withdrawn_token_is_replaced_once()
    {
        await ReadAsync();
        bench.Simulator.ExpireToken();
        Assert.That((await ReadAsync()).People, Has.Count.EqualTo(5));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path == "/v1.0/oauth2/accessToken"), Is.EqualTo(2));
    }

    [Test]
    public void An_outage_is_no_empty_company()
    {
        bench.Simulator.Fail("/topapi/v2/user/list", 503, "", times: 9);
        Assert.That(async () => await ReadAsync(), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_busy_platform_is_asked_again_and_then_left_alone()
    {
        bench.Simulator.Fail("/topapi/v2/user/get", 200, """{"errcode":90018,"errmsg":"qps"}""", times: 2);
        var reading = ReadAsync("fired");
        while (!reading.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await StreamHost.MomentAsync(reading);
        }

        Assert.That((await reading).People.Single(p => p.UserId == "fired").Left, Is.True);
        bench.Simulator.Fail("/auth/scopes", 200, """{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"u"}""");
        Assert.That(async () => await ReadAsync(), Throws.InstanceOf<HttpRequestException>(), "shut out for minutes: not now");
    }

    [Test]
    public async Task Names_of_the_book_resolve_mentions()
    {
        await ReadAsync();
        var message = bench.Callbacks.Message(new Saying(DingTalkBench.GroupId, DingTalkBench.StaffId, "经理", "卡点 支付 @王芳 @李娜"));
        message["atUsers"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"dingtalkId":"$:1","staffId":"lina"},{"dingtalkId":"$:2","staffId":"wangfang"}]""");
        Assert.That(bench.Hear(message).Message.Mentions.Select(m => m.UserId), Is.EqualTo(new[] { "wangfang", "lina" }));
    }

    [Test]
    public async Task The_doctor_says_what_can_be_read()
    {
        Assert.That((await CheckAsync()).Sentence, Is.EqualTo("全公司的部门、负责人和人员都读得到"));
        World.RangeDepartments = [10];
        Assert.That(await CheckAsync(), Has.Property(nameof(Finding.Healthy)).True.And.Property(nameof(Finding.Sentence)).Contains("一部分"));
        World.Scopes.Remove("qyapi_get_department_member");
        Assert.That(await CheckAsync(), Has.Property(nameof(Finding.Healthy)).False.And.Property(nameof(Finding.Sentence)).Contains("qyapi_get_department_member"));
        World.RangeDepartments = [];
        Assert.That((await CheckAsync()).Sentence, Does.Contain("一个人都读不到"));
        bench.Simulator.Fail("/auth/scopes", 503, "");
        Assert.That((await CheckAsync()).Sentence, Does.Contain("HTTP 503"));
    }

    private async Task<Finding> CheckAsync() => (await bench.Services.GetServices<IDoctorCheck>().Single().CheckAsync(default)).Single(f => f.Name == "通讯录权限");

    private Task<DirectorySnapshot> ReadAsync(params string[] known) => bench.Services.GetRequiredService<IDirectory>().ReadAsync(known, default);

    private void Hire(string id, string name, bool active, params long[] departments)
    {
        World.People[id] = name;
        World.Staff[id] = new SimulatedStaff("union-" + id, active, departments);
    }
}
