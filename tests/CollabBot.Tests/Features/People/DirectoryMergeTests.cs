using CollabBot.Core.People;
using CollabBot.Features.People;

namespace CollabBot.Tests.Features.People;

/// <summary>What an address book changes, and what it must leave alone.</summary>
internal sealed class DirectoryMergeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 20, 0, TimeSpan.Zero);
    private static readonly DirectoryPerson Zhang = new("ou_z", "张伟") { DepartmentIds = ["od-p"] };
    private static readonly DirectoryPerson Lin = new("ou_l", "小林") { DepartmentIds = ["od-p"] };
    private static readonly DirectoryDepartment Product = new("od-p", "产品部", null, "ou_z") { DeputyUserIds = ["ou_l"] };

    [Test]
    public void A_new_company_is_taken_up_with_its_heads_and_deputies()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product]));
        var department = roster.DepartmentByName("产品部")!;
        Assert.That((department.HeadId, department.DeputyId, department.ParentId), Is.EqualTo(("feishu:ou_z", "feishu:ou_l", (string?)null)));
        Assert.That((roster.ByAccount("feishu:ou_z")!.Name, roster.ByAccount("feishu:ou_z")!.DepartmentId), Is.EqualTo(("张伟", department.Id)));
    }

    [Test]
    public void The_same_book_again_changes_nothing()
    {
        var book = Book([Zhang, Lin], [Product]);
        Assert.That(Merge(After(Roster.Empty, book), book).Changed, Is.Empty);
    }

    [Test]
    public void Who_spoke_before_stays_one_person_with_the_same_id()
    {
        var spoke = new Person { Id = "feishu:ou_z", Name = "@ou_z", Accounts = ["feishu:ou_z"], JoinedAt = Now.AddDays(-9) };
        var linked = new Person { Id = "lin", Name = "小林", Accounts = ["dingtalk:0123", "feishu:ou_l"] };
        var roster = After(new Roster([spoke, linked], []), Book([Zhang, Lin], [Product]));
        Assert.That(roster.People.Select(p => (p.Id, p.Name)), Is.EquivalentTo(new[] { ("feishu:ou_z", "张伟"), ("lin", "小林") }));
        Assert.That(roster.People.Select(p => p.JoinedAt), Does.Contain(Now.AddDays(-9)));
        Assert.That(roster.Person("lin")!.DepartmentId, Is.Not.Null);
    }

    [Test]
    public void A_union_id_finds_the_person_and_gains_the_account()
    {
        var known = new Person { Id = "zhang", Name = "张伟", Accounts = ["feishu:on_z"] };
        var roster = After(new Roster([known], []), Book([Zhang with { OtherIds = ["on_z"] }], []));
        Assert.That(roster.People.Single().Accounts, Is.EqualTo(new[] { "feishu:on_z", "feishu:ou_z" }));
    }

    [Test]
    public void What_was_named_by_hand_wins_and_keeps_winning()
    {
        var hand = new Department { Id = "d", Name = "产品", HeadId = "chen", Aliases = ["product"] };
        var chen = new Person { Id = "chen", Name = "陈峰", Accounts = ["feishu:ou_c"], DepartmentId = "d" };
        var roster = After(new Roster([chen], [hand]), Book([Zhang, Lin], [Product]));
        Assert.That(roster.Departments.Select(d => (d.Id, d.Name, d.HeadId, d.DeputyId)), Is.EqualTo(new[] { ("d", "产品", "chen", "feishu:ou_l") }));
        roster = After(roster, Book([Zhang, Lin], [Product with { HeadUserId = "ou_l", DeputyUserIds = [] }]));
        Assert.That((roster.Department("d")!.HeadId, roster.Department("d")!.DeputyId, roster.Department("d")!.Aliases.Count), Is.EqualTo(("chen", (string?)null, 1)));
    }

    [Test]
    public void What_follows_the_book_follows_its_changes()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product, new("od-s", "销售部", null, null)]));
        roster = After(roster, Book([Zhang with { Name = "张伟1", DepartmentIds = ["od-s"] }, Lin], [Product with { Name = "产品中心", HeadUserId = "ou_l", DeputyUserIds = [] }, new("od-s", "销售部", null, "ou_z")]));
        Assert.That(roster.DepartmentByName("产品中心")!.HeadId, Is.EqualTo("feishu:ou_l"));
        Assert.That((roster.Person("feishu:ou_z")!.Name, roster.DepartmentOf(roster.Person("feishu:ou_z"))!.Name), Is.EqualTo(("张伟1", "销售部")));
        Assert.That(roster.DepartmentByName("销售部")!.HeadId, Is.EqualTo("feishu:ou_z"));
    }

    [Test]
    public void A_department_somebody_joined_by_hand_is_theirs()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product, new("od-s", "销售部", null, null)]));
        var sales = roster.DepartmentByName("销售部")!;
        roster = roster.With([roster.Person("feishu:ou_l")! with { DepartmentId = sales.Id }]);
        Assert.That(After(roster, Book([Zhang, Lin], [Product, new("od-s", "销售部", null, null)])).Person("feishu:ou_l")!.DepartmentId, Is.EqualTo(sales.Id));
    }

    [Test]
    public void Without_the_scope_for_heads_nobody_loses_a_department()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product]));
        var blind = Book([Zhang, Lin], [Product with { HeadUserId = null, DeputyUserIds = [] }]) with { Missing = ["contact:department.organize:readonly"] };
        Assert.That(After(roster, blind).DepartmentByName("产品部")!.HeadId, Is.EqualTo("feishu:ou_z"));
        Assert.That(After(roster, blind with { Missing = [] }).DepartmentByName("产品部")!.HeadId, Is.Null);
    }

    [Test]
    public void Who_left_is_told_apart_from_who_is_merely_absent()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product]));
        Assert.That(Merge(roster, Book([Zhang], [Product])).Gone, Is.Empty);
        Assert.That(Merge(roster, Book([Zhang, Lin with { Left = true }], [Product])).Gone.Select(p => p.Id), Is.EqualTo(new[] { "feishu:ou_l" }));
    }

    [Test]
    public void A_steward_s_word_that_somebody_left_stands_until_the_book_took_them_back()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product]));
        var gone = roster.With([roster.Person("feishu:ou_l")! with { Left = true }]);
        Assert.That(After(gone, Book([Zhang, Lin], [Product])).Person("feishu:ou_l")!.Left, Is.True, "the account is simply not closed yet");
        var closed = After(gone, Book([Zhang, Lin with { Left = true }], [Product]));
        Assert.That(After(closed, Book([Zhang, Lin], [Product])).Person("feishu:ou_l")!.Left, Is.False, "hired again");
    }

    [Test]
    public void Strangers_who_cannot_read_are_not_taken_up() =>
        Assert.That(After(Roster.Empty, Book([Zhang with { Inactive = true }, Lin with { Left = true }, new("ou_x", null)], [Product])).People, Is.Empty);

    [Test]
    public void Departments_that_share_a_name_are_told_apart_by_the_one_above()
    {
        var roster = After(Roster.Empty, Book([], [new("od-e", "华东", null, null), new("od-w", "华西", null, null), new("od-1", "产品部", "od-e", null), new("od-2", "产品部", "od-w", null)]));
        Assert.That(roster.Departments.Select(d => d.Name), Is.EquivalentTo(new[] { "华东", "华西", "华东-产品部", "华西-产品部" }));
        Assert.That(roster.MainDepartments.Select(d => d.Name), Is.EquivalentTo(new[] { "华东", "华西" }));
    }

    [Test]
    public void The_second_platform_adds_its_accounts_and_leads_nothing()
    {
        var roster = After(Roster.Empty, Book([Zhang, Lin], [Product]));
        roster = roster.With([roster.Person("feishu:ou_z")! with { Accounts = ["feishu:ou_z", "dingtalk:01"] }]);
        var ding = Book([new("01", "张伟(产品)") { DepartmentIds = ["7"], Left = true }], [new("7", "产品部", null, null)]);
        var after = new DirectoryMerge(ding, roster, "dingtalk", Now).Run();
        Assert.That(after.Gone, Is.Empty);
        Assert.That(after.Changed.OfType<Department>().Single().Accounts, Is.EqualTo(new[] { "feishu:od-p", "dingtalk:7" }));
        Assert.That(after.Changed.OfType<Person>(), Is.Empty);
    }

    private static DirectorySnapshot Book(IReadOnlyList<DirectoryPerson> people, IReadOnlyList<DirectoryDepartment> departments) => new(people, departments, []);

    private static DirectoryMerge Merge(Roster roster, DirectorySnapshot book) => new DirectoryMerge(book, roster, "feishu", Now).Run();

    private static Roster After(Roster roster, DirectorySnapshot book)
    {
        var merge = Merge(roster, book);
        return roster.With([.. merge.Changed, .. merge.Gone]);
    }
}
