using System.Text.RegularExpressions;
using CollabBot.Core.Chat;
using CollabBot.Core.Text;
using CollabBot.Core.ToDos;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>
/// What can happen in a conversation file without words:
/// <c>* 小林 joins 战略项目群</c>, <c>leaves 战略项目群</c>, <c>adds the bot to 战略项目群</c>, <c>removes the bot from 战略项目群</c>, <c>opens the direct chat</c>,
/// <c>sends the bot an image</c>, <c>marks: 支付</c> (the emoji that asks for a blocker, on the newest message with these words), <c>recalls: 支付</c>,
/// <c>edits: 支付 =&gt; 支付和退款</c>, <c>ticks: 支付</c> and <c>drops: 支付</c> (the line with these words in their to-do list), <c>leaves the company</c>.
/// </summary>
internal sealed partial class ChatHappening(IServiceProvider services)
{
    private readonly PlaygroundDoor door = services.GetRequiredService<PlaygroundDoor>();
    private readonly PlaygroundTranscript transcript = services.GetRequiredService<PlaygroundTranscript>();
    private readonly PlaygroundToDos todos = services.GetRequiredService<PlaygroundToDos>();
    private readonly Phrasebook phrases = services.GetRequiredService<Phrasebook>();

    /// <summary>Null when the line says none of these.</summary>
    public static ChatStep.Happen? Parse(string line) =>
        Form().Match(line) is { Success: true } match ? new ChatStep.Happen(line, match.Groups["who"].Value, match.Groups["verb"].Value, match.Groups["object"].Value.Trim()) : null;

    /// <summary>The group people call so, or null.</summary>
    public static PlaygroundChat? GroupOf(string name, Phrasebook phrases) =>
        PlaygroundChats.Groups.FirstOrDefault(g => phrases.Say(new Phrase("playground.chat." + g.Id), "zh-CN") == name);

    /// <summary>Hands it in as a platform would: with the person where a platform names them, else as nobody's doing.</summary>
    public async Task PlayAsync(ChatStep.Happen step, string personId, IReadOnlyList<PlaygroundMessage> said, CancellationToken cancel)
    {
        var direct = PlaygroundChats.Direct(personId);
        IReadOnlyList<Member> members = [new Member(personId, step.Person)];
        switch (step.Verb)
        {
            case "joins":
                await door.HappenAsync(Group(step), null, new Happening.MembersJoined(members), cancel);
                break;
            case "leaves the company":
                await door.HappenAsync(PlaygroundChats.Strategy, null, new Happening.PersonLeft(personId), cancel);
                break;
            case "leaves":
                await door.HappenAsync(Group(step), null, new Happening.MembersLeft(members), cancel);
                break;
            case "adds the bot to":
                await door.HappenAsync(Group(step), personId, new Happening.BotAdded(step.Object), cancel);
                break;
            case "removes the bot from":
                await door.HappenAsync(Group(step), personId, new Happening.BotRemoved(), cancel);
                break;
            case "opens the direct chat":
                await door.HappenAsync(direct, personId, new Happening.DirectChatOpened(), cancel);
                break;
            case "sends the bot an image":
                await door.HappenAsync(direct, personId, new Happening.WordlessMessage("image"), cancel);
                break;
            case "marks:":
                await door.HappenAsync(direct, personId, new Happening.EmojiAdded(Find(step, step.Object, said).Id, "Alarm"), cancel);
                break;
            case "recalls:":
                var recalled = Find(step, step.Object, said);
                await door.HappenAsync(PlaygroundChats.Find(recalled.ChatId)!, null, new Happening.MessageRecalled(recalled.Id), cancel);
                break;
            case "ticks:" or "drops:":
                var line = (await todos.ListAsync(cancel)).LastOrDefault(t => t.UserId == personId && t.Title.Contains(step.Object, StringComparison.Ordinal)) ?? throw new FormatException($"no such to-do: {step.Line}");
                await todos.MarkAsync(line.Id, step.Verb == "ticks:" ? ToDoMark.Ticked : ToDoMark.Gone, cancel);
                await door.HappenAsync(direct, null, new Happening.ToDoTouched([line.Id]), cancel);
                break;
            default:
                var (words, now) = step.Object.Split("=>", 2, StringSplitOptions.TrimEntries) is [var before, var after] ? (before, after) : throw new FormatException($"what are the new words? {step.Line}");
                var edited = Find(step, words, said);
                await transcript.EditAsync(edited.Id, now, cancel);
                await door.HappenAsync(PlaygroundChats.Find(edited.ChatId)!, null, new Happening.MessageEdited(edited.Id, now), cancel);
                break;
        }
    }

    private PlaygroundChat Group(ChatStep.Happen step) => GroupOf(step.Object, phrases) ?? throw new FormatException($"there is no group '{step.Object}': {step.Line}");

    private static PlaygroundMessage Find(ChatStep.Happen step, string words, IReadOnlyList<PlaygroundMessage> said) =>
        said.Where(m => m.Text?.Contains(words, StringComparison.Ordinal) == true).MaxBy(m => m.Seq) ?? throw new FormatException($"nobody said '{words}': {step.Line}");

    [GeneratedRegex(@"^\* (?<who>\S+) (?<verb>joins|leaves the company|leaves|adds the bot to|removes the bot from|opens the direct chat|sends the bot an image|marks:|recalls:|edits:|ticks:|drops:)(?<object> .+)?$")]
    private static partial Regex Form();
}
