using System.Text.RegularExpressions;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Features.Feedback;
using CollabBot.Features.Goals;
using CollabBot.Features.Handbook;
using CollabBot.Features.SyncDay;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Features.SyncDay;

/// <summary>Conversations show the Chinese cards; these draw the English ones of the same slices, every branch that has words of its own.</summary>
internal sealed partial class EnglishCardsTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 10, 8);
    private static readonly Roster Roster = new([new Person { Id = "ann", Name = "Ann", Accounts = ["playground:ann"] }], [new Department { Id = "sales", Name = "Sales", HeadId = "ann" }]);

    private static readonly SyncMeeting Moved = new()
    {
        Id = "2026-W41@playground:strategy",
        Week = "2026-W41",
        Group = "playground:strategy",
        Monday = new DateOnly(2026, 10, 5),
        Day = Day,
        Holiday = "holiday",
        State = SyncState.Open,
        AgendaAt = Now,
        PagePath = "minutes/2026-W41",
    };

    private static readonly BlockerPoint Blocker = new("B-1", "Checkout fails", Severity.P1, "ann", "sales", Day, 2_000_000, "rolled back");
    private static readonly GoalPoint Goal = new("G-1", "NPS", "NPS", "points", 40, 50, 42, 41, "CRM", Day, 1, true);
    private static readonly AskPoint Ask = new("Q-1", "Read the contract", "sales", null, "Tomorrow", "ann");
    private static readonly DuePoint Due = new("A-1", "Apologise", "ann", Day);

    private static readonly Minutes Full = new(Now, Now, 3, 4, 1, 2)
    {
        Goals = [Goal],
        Decisions = [new DecisionPoint("D-1", "Ship on Thursday", "ann", "G-1")],
        Actions = [new ActionPoint("A-1", "Apologise", "sales", Day, true)],
        Opened = [Blocker],
        Solved = [Blocker],
        Overdue = [Blocker],
        Asks = [Ask, Ask with { Answer = null }],
        Entries = [new EntryPoint("sales", "Two contracts", "B-1", true)],
        Due = [Due],
    };

    private static readonly Minutes Empty = new(Now, Now, 0, 0, 0, 0);
    private static readonly Decision Decision = new() { Id = "D-1", Text = "Ship on Thursday", DecidedBy = "ann", DecidedAt = Now, Group = Moved.Group, Week = Moved.Week, GoalId = "G-1" };
    private static readonly ActionItem Action = new() { Id = "A-1", Text = "Apologise", OwnerId = "ann", Due = Day, CreatedBy = "ann", CreatedAt = Now, Group = Moved.Group };
    private static readonly SupportAsk Request = new() { Id = "Q-1", Text = "Read the contract", AskedBy = "ann", AskedAt = Now };
    private static readonly SignedFeedback Signed = new() { Id = "F-1", FromId = "ann", Target = "person:ann", AboutId = "ann", Text = "Please tell us", SaidAt = Now };

    private static readonly TemplateBook Book = Load();

    [TestCaseSource(nameof(Views))]
    public void It_speaks_english(View view)
    {
        var card = Book.Draw(view, "en", Roster);

        var said = DocText.Of(card);
        Assert.That(card.Title, Is.Not.Null.And.Not.Empty);
        Assert.That(PagePaths().Replace(said, ""), Does.Not.Match("\\p{IsCJKUnifiedIdeographs}"));
    }

    private static IEnumerable<View> Views() =>
    [
        new AgendaCard(Moved, 3, 4, [Blocker, Blocker with { To = null }], [Goal], [Ask], [Due]),
        new AgendaCard(Moved with { State = SyncState.Planned }, 0, 0, [], [], [], []),
        new AgendaCard(Moved with { State = SyncState.Published }, 3, 4, [], [], [], []),
        new OpeningCard(Moved, 3, 4),
        new SkippedCard(Moved, Day),
        new FillCard(Moved, "sales", [Blocker], true, null, new CommandForm("sync fill", "", "", [])),
        new FillCard(Moved, "sales", [], false, new SyncEntry { Id = "e", SyncId = "s", DepartmentId = "sales", Progress = "p", By = "ann" }, null),
        new DraftCard(Moved, Full),
        new DraftCard(Moved with { State = SyncState.Published }, Full),
        new MinutesCard(Moved, Full),
        new MinutesCard(Moved with { PublishedBy = "ann" }, Empty),
        new MinutesPage(Moved, Full),
        new MinutesPage(Moved with { PublishedBy = "ann" }, Empty),
        new DecisionCard(Decision),
        new DecisionCard(Decision with { WithdrawnBy = "ann" }),
        new DecisionList([new DecisionPoint("D-1", "Ship", "ann", null)]),
        new DecisionList([]),
        new DecisionLogPage([Decision, Decision with { WithdrawnBy = "ann" }]),
        new DecisionLogPage([]),
        new ActionCard(Action, true),
        new ActionCard(Action with { State = ActionState.Done, DoneBy = "ann" }, false),
        new ActionList(true, [new ActionLine("A-1", "Apologise", "ann", Day, true)], 3),
        new ActionList(false, [], 0),
        new AskCard(Request),
        new AskCard(Request with { ToDepartmentId = "sales", FromDepartmentId = "sales" }),
        new AskCard(Request with { State = AskState.Answered, Answer = "Yes", AnsweredBy = "ann" }),
        new AskCard(Request with { State = AskState.Withdrawn }),
        new AskList([Ask]),
        new AskList([]),
        new FeedbackThanks(true, null, [FeedbackPart.When, FeedbackPart.What]),
        new FeedbackThanks(false, "ann", []),
        new FeedbackThanks(false, null, [FeedbackPart.Whom]),
        new FeedbackCard(Signed),
        new FeedbackCard(Signed with { AboutId = null, Project = "Checkout", Stance = Stance.WillChange, Answer = "Sure", AnsweredBy = "ann" }),
        new FeedbackBatch("ann", null, ["One", "Two"], 1, 2),
        new FeedbackBatch(null, "Checkout", ["One"], 1, 1),
        new FeedbackStatus(1, 5, [new FeedbackCount("ann", 2, 1, 5), new FeedbackCount("sales", 0, 0, 0)]),
        Newcomer,
        new NewcomerPage([], [], [], []),
        new NewcomerCard(Newcomer, "sales", "ann"),
        new NewcomerCard(new NewcomerPage([], [], [], []), null, null),
    ];

    private static NewcomerPage Newcomer => new(
        [CollabBot.Features.Goals.Goal.Draft("G-1", new GoalTerms("NPS", 40, 50, "points", null, "CRM", Day, null, ["sales"]), Roster.People[0], Now)],
        [CollabBot.Features.Blockers.Blocker.Open("B-1", "Checkout fails", Roster.People[0], null, Now)],
        [Decision],
        [new Contact("sales", "ann")]);

    private static TemplateBook Load()
    {
        var files = new TemplateFiles([typeof(OpenBlocker).Assembly], null);
        var clock = new TeamClock(new FakeTimeProvider(Now), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), WorkCalendar.China());
        return TemplateBook.Load(files, [typeof(OpenBlocker).Assembly], Phrasebook.Load(files), clock);
    }

    // Pages have one path for all readers
    [GeneratedRegex(@"\d\d [\p{IsCJKUnifiedIdeographs}]+")]
    private static partial Regex PagePaths();
}
