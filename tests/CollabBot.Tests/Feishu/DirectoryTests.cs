using CollabBot.Core.Features;
using CollabBot.Core.People;
using CollabBot.Feishu.Directory;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

/// <summary>The company's address book read through the contact API.</summary>
public sealed class DirectoryTests
{
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private const string Lin = "ou_3333333333333333333333333333333c";
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start()
    {
        bench = await FeishuBench.StartAsync();
        Contacts.Add(
            new SimDepartment("od-product", "产品部", Head: Zhang) { Deputies = [Lin] },
            new SimDepartment("od-pay", "支付组", "od-product"),
            new SimDepartment("od-sales", "销售部"));
        Contacts.Add(new SimUser(Zhang, "张伟", "od-product"), new SimUser(Lin, "小林", "od-product", "od-pay"));
    }

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task Departments_come_with_their_heads_deputies_and_places()
    {
        var departments = (await ReadAsync()).Departments;
        Assert.That(departments.Select(d => (d.Id, d.Name, d.ParentId, d.HeadUserId)), Is.EquivalentTo(new[]
        {
            ("od-product", "产品部", (string?)null, (string?)Zhang), ("od-pay", "支付组", "od-product", null), ("od-sales", "销售部", null, null),
        }));
        Assert.That(departments.Single(d => d.Id == "od-product").DeputyUserIds, Is.EqualTo(new[] { Lin }));
    }

    [Test]
    public async Task People_come_once_with_their_main_department_first()
    {
        var people = (await ReadAsync()).People;
        Assert.That(people.Select(p => (p.UserId, p.Name, p.Left, p.Inactive)), Is.EqualTo(new[] { (Zhang, "张伟", false, false), (Lin, "小林", false, false) }));
        Assert.That(people[1].DepartmentIds, Is.EqualTo(new[] { "od-pay", "od-product" }));
        Assert.That(people[1].OtherIds, Is.EqualTo(new[] { "on_" + Lin[3..] }));
    }

    [Test]
    public async Task Whoever_stands_in_the_address_book_is_known_by_name_without_a_group()
    {
        await ReadAsync();
        Assert.That(bench.Get<CollabBot.Feishu.Inbound.NameBook>().Of(Zhang), Is.EqualTo("张伟"));
    }

    [Test]
    public async Task A_company_of_many_pages_is_read_whole()
    {
        Contacts.Add([.. Enumerable.Range(0, 120).Select(i => new SimDepartment($"od-{i:d3}", $"部门{i}"))]);
        Contacts.Add([.. Enumerable.Range(0, 130).Select(i => new SimUser($"ou_{i:x32}", $"同事{i}", "od-007"))]);
        Contacts.Huge["0"] = true;
        var snapshot = await ReadAsync();
        Assert.That((snapshot.Departments.Count, snapshot.People.Count, snapshot.IsWhole, snapshot.Missing.Count), Is.EqualTo((123, 132, true, 0)));
    }

    [Test]
    public async Task Who_is_known_and_in_no_department_is_asked_for_by_id_and_may_have_left()
    {
        Contacts.Add(new SimUser(Lin, "小林") { Resigned = true });
        var snapshot = await ReadAsync(Zhang, Lin, "ou_nobody");
        Assert.That(snapshot.People.Select(p => (p.UserId, p.Left)), Is.EqualTo(new[] { (Zhang, false), (Lin, true) }));
    }

    [Test]
    public async Task Outside_the_range_nothing_is_known_and_that_is_said()
    {
        Contacts.Range = ["od-product"];
        var snapshot = await ReadAsync();
        Assert.That(snapshot.Departments.Select(d => d.Id), Is.EqualTo(new[] { "od-product", "od-pay" }));
        Assert.That((snapshot.People.Count, snapshot.IsWhole), Is.EqualTo((2, false)));
    }

    [TestCase("contact:contact.base:readonly")]
    [TestCase("contact:user.base:readonly")]
    [TestCase("contact:user.department:readonly")]
    [TestCase("contact:user.employee:readonly")]
    [TestCase("contact:department.base:readonly")]
    [TestCase("contact:department.organize:readonly")]
    public async Task A_scope_that_is_missing_is_named_and_nothing_guessed(string scope)
    {
        bench.Simulator.World.Withheld[scope] = true;
        Assert.That((await ReadAsync()).Missing, Is.EqualTo(new[] { scope }));
        var light = await DoctorAsync();
        Assert.That((light.Healthy, light.Link), Is.EqualTo((false, $"{bench.Simulator.Address}/app/{bench.Simulator.World.AppId}/auth")));
        Assert.That(light.Sentence, Does.Contain(scope));
    }

    [Test]
    public void An_outage_is_no_empty_company()
    {
        bench.Simulator.Faults.Answer(new FeishuReply(502, []), "/users/find_by_department");
        Assert.That(async () => await ReadAsync(), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Doctor_is_green_for_the_whole_company_and_says_so_for_a_part()
    {
        var whole = await DoctorAsync();
        Contacts.Range = ["od-product"];
        var part = await DoctorAsync();
        Assert.That((whole.Healthy, part.Healthy), Is.EqualTo((true, true)));
        Assert.That(part.Sentence, Does.Contain("2").And.Not.EqualTo(whole.Sentence));
    }

    private ContactDesk Contacts => bench.Simulator.Contacts;

    private Task<DirectorySnapshot> ReadAsync(params string[] known) => bench.Get<IDirectory>().ReadAsync(known, default);

    private async Task<Finding> DoctorAsync() => (await bench.Get<IEnumerable<IDoctorCheck>>().OfType<DirectoryDoctor>().Single().CheckAsync(default)).Single();
}
