using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Features.People;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Features.People;

/// <summary>How a new team gets its steward without any setting.</summary>
internal sealed class FirstSteward
{
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜", Accounts = ["feishu:ou_1"] };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟", Accounts = ["feishu:ou_2"] };

    [Test]
    public async Task The_first_who_names_a_head_becomes_steward_and_is_told()
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();
        var turn = Turn(work, host.Now, [Lina, Zhang]);

        var reply = await new NameHeadHandler().HandleAsync(new NameHead(new Rest("产品部"), new PersonArgument(Zhang)), turn, CancellationToken.None);

        Assert.That(((DepartmentNamed)((Reply.Drawn)reply).View).BecameSteward, Is.True);
        Assert.That(work.Staged.OfType<Person>().Single(p => p.Id == "lina").Roles, Is.EqualTo(new[] { Role.Steward }));
        Assert.That(work.Staged.OfType<Department>().Single(), Has.Property(nameof(Department.HeadId)).EqualTo("zhang"));
        Assert.That(turn.Tellings.Single().Person, Is.EqualTo(Zhang));
    }

    [Test]
    public async Task Once_there_is_a_sponsor_nobody_becomes_steward_by_trying()
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();
        var turn = Turn(work, host.Now, [Lina, Zhang with { Roles = [Role.Sponsor] }]);

        await Assert.ThrowsAsync<RuleException>(() =>
            new NameStewardHandler().HandleAsync(new NameSteward(new PersonArgument(Lina)), turn, CancellationToken.None));
        Assert.That(work.Staged, Is.Empty);
    }

    private static Turn Turn(IUnitOfWork work, DateTimeOffset now, IReadOnlyList<Person> people)
    {
        var message = new InboundMessage("e-1", new Place("feishu", "oc_1", PlaceKind.Direct), "ou_1", "", now);
        return new Turn(message, people[0], new Roster(people, []), work, "zh-CN", now);
    }
}
