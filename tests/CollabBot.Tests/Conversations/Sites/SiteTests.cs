using System.Text.RegularExpressions;
using CollabBot.Conversations;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>The same conversations on the platforms themselves, simulated: what people there see is what the playground shows, card for card.</summary>
[CancelAfter(120_000)]
[Parallelizable(ParallelScope.All)]
internal sealed partial class SiteTests
{
    // What a platform does otherwise for a good reason, proved elsewhere
    private static readonly Dictionary<string, string> NotAtFeishu = new(StringComparer.Ordinal)
    {
        ["Blockers/edited.chat"] = "no event tells of an edit",
        ["Blockers/from-message.chat"] = "the draft has a link to the message",
        ["Blockers/holidays.chat"] = "goes on for longer than a card can be changed",
        ["Cascade/week.chat"] = "goes on for longer than a card can be changed",
        ["People/leaver.chat"] = "who is mentioned is known by id, even after leaving",
    };

    private static readonly Dictionary<string, string> NotAtDingTalk = new(StringComparer.Ordinal)
    {
        ["Blockers/edited.chat"] = "no event tells of an edit",
        ["Blockers/from-message.chat"] = "no event tells of an emoji",
        ["Help/group.chat"] = "a bot hears nothing that is not said to it",
        ["Welcome/direct.chat"] = "no event tells of a direct chat",
        ["Welcome/groups.chat"] = "the app that brings a bot into a group tells of it otherwise",
    };

    [TestCaseSource(nameof(AtFeishu))]
    public async Task Feishu_answers_as_the_playground_does(string name, CancellationToken cancel)
    {
        var (script, settings) = await ChatFiles.ReadAsync(name);
        await using var stage = await ConversationStage.OpenAsync(await FeishuSite.OpenAsync(cancel), settings, cancel);
        foreach (var part in script.Parts)
            if (part.Step is { } step)
                Assert.That(Sorted(await stage.PlayAsync(step, cancel)), Is.EqualTo(Sorted(part.Answers)), step.Line);
    }

    [TestCaseSource(nameof(AtDingTalk))]
    public Task DingTalk_answers_as_a_playground_that_can_do_as_much(string name, CancellationToken cancel) => ComparedAsync(name, cards: true, cancel);

    [TestCaseSource(nameof(AtPlainDingTalk))]
    public Task DingTalk_without_cards_answers_as_a_playground_that_can_do_as_little(string name, CancellationToken cancel) => ComparedAsync(name, cards: false, cancel);

    private static async Task ComparedAsync(string name, bool cards, CancellationToken cancel)
    {
        var (script, settings) = await ChatFiles.ReadAsync(name);
        var site = await DingTalkSite.OpenAsync(cards);
        await using var stage = await ConversationStage.OpenAsync(site, settings, cancel);
        await using var twin = await ConversationStage.OpenAsync(new LikeDingTalk(site.Features), settings, cancel);
        foreach (var part in script.Parts)
            if (part.Step is { } step)
                Assert.That(Sorted(await stage.PlayAsync(step, cancel)), Is.EqualTo(Sorted(await twin.PlayAsync(step, cancel))), step.Line);
    }

    // What goes to different chats at once has no order, and every link to a form is its own
    private static string Sorted(IReadOnlyList<string> answers) =>
        Secret().Replace(string.Join('\n', Header().Split(string.Join('\n', answers)).Select(c => c.TrimEnd('\n')).OrderBy(c => c, StringComparer.Ordinal)), "/forms/…");

    private static IEnumerable<TestCaseData> AtFeishu() => ChatFiles.Cases(Played.Where(n => !NotAtFeishu.ContainsKey(n)));

    private static IEnumerable<TestCaseData> AtDingTalk() => ChatFiles.Cases(Played.Where(n => !NotAtDingTalk.ContainsKey(n)));

    // A revision is pressed on a card that has changed
    private static IEnumerable<TestCaseData> AtPlainDingTalk() => ChatFiles.Cases(Played.Where(n => !NotAtDingTalk.ContainsKey(n) && n != "Goals/revision.chat"));

    // To-do lists are the platforms' own, with tests of their own
    private static IEnumerable<string> Played => ChatFiles.Names.Where(n => !n.StartsWith("ToDos/", StringComparison.Ordinal));

    [GeneratedRegex("^(?=[→↻] )", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex("/forms/[A-Za-z0-9_-]+")]
    private static partial Regex Secret();
}
