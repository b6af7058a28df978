using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;

namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class CatalogTests
{
    [Test]
    public void Every_trial_command_is_found_with_its_parameters()
    {
        var open = Trial.Catalog.Find("blocker")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Trial.Catalog.All, Has.Count.EqualTo(14));
            Assert.That(open.HandlerType, Is.EqualTo(typeof(TrialHandlers)));
            Assert.That(open.Parameters.Select(p => (p.Name, p.Kind, p.Required)), Is.EqualTo(new[]
            {
                ("text", ParameterKind.Rest, true), ("owner", ParameterKind.Assignee, false), ("due", ParameterKind.Day, false),
                ("level", ParameterKind.Choice, false), ("amount", ParameterKind.Money, false), ("goal", ParameterKind.Reference, false),
            }));
            Assert.That(open.Parameters[3].Default, Is.EqualTo(Level.P1));
            Assert.That(Trial.Catalog.Showing("B")?.Name, Is.EqualTo("blocker show"));
        }
    }

    [Test]
    public async Task A_command_runs_its_handler()
    {
        var command = (ReadResult.Command)Trial.Read("卡点 支付坏了");
        var reply = (Reply.Plain)await command.Info.RunAsync(new TrialHandlers(), command.Record, null!, CancellationToken.None);
        Assert.That(Trial.Book.Say(reply.Phrase, "zh-CN"), Is.EqualTo("记下了:支付坏了"));
    }

    [Test]
    public void A_command_without_a_handler_is_refused() =>
        Assert.That(Problems([typeof(Lonely)]), Does.Contain("The command 'lonely' (Lonely) has no IHandler<Lonely>"));

    [Test]
    public void A_command_with_two_handlers_is_refused() =>
        Assert.That(Problems([typeof(MeTrial), typeof(TrialHandlers), typeof(SecondHandler)]), Has.Some.StartsWith("The command 'me' (MeTrial) has several handlers"));

    [Test]
    public void A_parameter_no_line_can_bind_is_refused() =>
        Assert.That(Problems([typeof(Odd), typeof(OddHandler)]), Does.Contain("The command 'odd' (Odd) has a parameter When of type TimeSpan, which no line can bind"));

    [Test]
    public void Two_places_for_the_remaining_text_are_refused() =>
        Assert.That(Problems([typeof(Twice), typeof(TwiceHandler)]), Has.Some.Contains("several parameters for the remaining text"));

    [Test]
    public void One_name_for_two_commands_is_refused_in_any_language() =>
        Assert.That(Problems([.. Trial.Types, typeof(Rival), typeof(RivalHandler)], Rivals("卡点 列表")), Does.Contain("The commands 'blocker list' and 'rival' are both called '卡点 列表'"));

    [Test]
    public void Missing_words_are_all_named()
    {
        var problems = Problems([typeof(Rival), typeof(RivalHandler)]);
        Assert.That(problems, Is.EquivalentTo(new[] { "The command 'rival' (Rival) has no words in text.zh-CN.json", "The command 'rival' (Rival) has no words in text.en.json" }));
    }

    [Test]
    public void A_missing_label_and_a_stray_one_are_named()
    {
        var problems = Problems([typeof(Rival), typeof(RivalHandler)], """{ "commands": { "rival": { "names": ["对手"], "summary": "对手", "parameters": { "txt": { "label": "字" } } } } }""");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems, Does.Contain("The command 'rival' (Rival) has no label for its parameter 'text' in text.zh-CN.json"));
            Assert.That(problems, Does.Contain("The command 'rival' (Rival) labels a parameter 'txt' it does not have in text.zh-CN.json"));
        }
    }

    [Test]
    public void Words_for_a_command_that_does_not_exist_are_named() =>
        Assert.That(
            () => CommandCatalog.Scan([typeof(CommandCatalog).Assembly], Trial.Book),
            Throws.TypeOf<BadCommandException>().With.Message.Contains("The text files word a command 'blocker list' that does not exist"));

    [Test]
    public void Two_commands_that_show_the_same_records_are_refused() =>
        Assert.That(Problems([typeof(ShowTrial), typeof(ShowAgain), typeof(TrialHandlers), typeof(ShowAgainHandler)]), Does.Contain("ShowTrial and ShowAgain both show #B-1"));

    private static IReadOnlyList<string> Problems(Type[] types, string? rival = null)
    {
        var extra = rival is null ? [] : new[] { new TemplateFile("Rival", "text", "zh-CN", ".json", rival, false) };
        var book = Phrasebook.Load(new TemplateFiles([.. Trial.CoreFiles, Trial.File("zh-CN", TrialWords.Chinese), Trial.File("en", TrialWords.English), .. extra]));
        return Assert.Throws<BadCommandException>(() => CommandCatalog.Of(types, book))!.Problems;
    }

    private static string Rivals(string name) =>
        $$"""{ "commands": { "rival": { "names": ["{{name}}"], "summary": "对手", "parameters": { "text": { "label": "字" } } } } }""";

    [Command("lonely")]
    private sealed record Lonely;

    [Command("odd")]
    private sealed record Odd(TimeSpan When);

    [Command("twice")]
    private sealed record Twice(Rest One, string Other);

    [Command("rival")]
    private sealed record Rival(Rest Text);

    [Command("blocker show again", Shows = "B")]
    private sealed record ShowAgain([Ref("B")] RecordRef Blocker);

    private sealed class SecondHandler : Silent<MeTrial>;

    private sealed class OddHandler : Silent<Odd>;

    private sealed class TwiceHandler : Silent<Twice>;

    private sealed class RivalHandler : Silent<Rival>;

    private sealed class ShowAgainHandler : Silent<ShowAgain>;

    private abstract class Silent<T> : IHandler<T>
    {
        public Task<Reply> HandleAsync(T command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);
    }
}
