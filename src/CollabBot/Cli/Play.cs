using CollabBot.Conversations;

namespace CollabBot.Cli;

/// <summary><c>collabbot play file.chat</c>: a conversation on a fresh example team, in a throw-away folder.</summary>
internal static class Play
{
    public static async Task<int> RunAsync(FileInfo file, TextWriter output, CancellationToken cancel)
    {
        if (!file.Exists)
        {
            await output.WriteLineAsync($"{file.FullName} is not there; name a .chat file, for example tests/CollabBot.Tests/Conversations/Blockers/open.chat.");
            return 1;
        }

        try
        {
            var script = ChatScript.Parse(await File.ReadAllTextAsync(file.FullName, cancel));
            await using var stage = await ConversationStage.OpenAsync(cancel);
            foreach (var part in script.Parts)
            {
                foreach (var above in part.Above)
                    await output.WriteLineAsync(above);
                if (part.Step is null)
                    continue;
                await output.WriteLineAsync(part.Step.Line);
                foreach (var answer in await stage.PlayAsync(part.Step, cancel))
                    await output.WriteLineAsync("    " + answer);
            }

            return 0;
        }
        catch (FormatException unreadable)
        {
            await output.WriteLineAsync(unreadable.Message);
            return 1;
        }
    }
}
