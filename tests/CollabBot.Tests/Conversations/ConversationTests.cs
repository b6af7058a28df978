using CollabBot.Conversations;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Conversations;

/// <summary>Every <c>.chat</c> file is a test: the answers recorded in it must come out again. <c>COLLABBOT_APPROVE=1</c> records them anew.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ConversationTests
{
    [TestCaseSource(nameof(Files))]
    public async Task The_conversation_goes_as_written(string name)
    {
        var (script, settings) = await ChatFiles.ReadAsync(name);
        await using var stage = await ConversationStage.OpenAsync(TestContext.CurrentContext.CancellationToken, settings);
        var played = new List<string>();
        foreach (var part in script.Parts)
        {
            played.AddRange(part.Above);
            if (part.Step is null)
                continue;
            played.Add(part.Step.Line);
            var answers = await stage.PlayAsync(part.Step, TestContext.CurrentContext.CancellationToken);
            played.AddRange(answers.Select(a => a.Length == 0 ? "" : "    " + a));
        }

        Approved.Match(string.Join('\n', played).TrimEnd('\n') + "\n", Path.Combine(Source.Conversations, name));
    }

    private static IEnumerable<TestCaseData> Files() => ChatFiles.Cases(ChatFiles.Names);
}
