using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>Turns a card into a message: one line into text, the rest into Markdown, up to five buttons into an action card, more of them into links.</summary>
internal static class MessageWriter
{
    private const int TitleLength = 60, ButtonLength = 40;

    /// <summary>Mentions notify only where <paramref name="mentioned"/> holds the person's user id: give none for a way out that cannot mention. <paramref name="formIntro"/> stands before a form's line.</summary>
    public static DingTalkMessage Write(Card card, IReadOnlyDictionary<string, string> mentioned, string formIntro)
    {
        var plain = card with { Body = new Doc(PlainBlocks.Of(card.Body.Blocks)) };
        var full = card.Form is { } form ? Filled(plain, form, formIntro) : plain;
        // JSON makes quotes twice and emoji three times as long, so the room for words is found by trying
        for (var room = DingTalkMessage.MostBytes; ;)
        {
            var message = Draw(full, mentioned, room);
            var bytes = message.Bytes;
            if (bytes <= DingTalkMessage.MostBytes || room <= 0)
                return message;
            room = Math.Min(room - 1, (int)((long)room * DingTalkMessage.MostBytes / bytes));
        }
    }

    private static DingTalkMessage Draw(Card card, IReadOnlyDictionary<string, string> mentioned, int room)
    {
        var inlines = new MarkdownInlines(mentioned);
        if (card.IsLine && card.Body.Blocks[0] is Block.Paragraph line)
            return new DingTalkMessage(null, DingTalkText.Cut(inlines.Words(line.Text), room), [], inlines.Users);

        var buttons = Buttons(card.Body.Blocks);
        var native = buttons is { Rows: 1, All.Count: <= DingTalkMessage.MostButtons };
        var blocks = new MarkdownBlocks(inlines, buttonsInPlace: !native);
        var title = Title(card);
        var parts = blocks.Draw(card.Body.Blocks).ToList();
        if (card.Title is not null)
            parts.Insert(0, $"### {DingTalkText.Escape(title, lineStart: false)}");
        return new DingTalkMessage(title, DingTalkText.Cut(string.Join("\n\n", parts), room),
            native ? [.. buttons.All.Select(b => new MessageButton(DingTalkText.Line(MessageLink.Label(b), ButtonLength), MessageLink.To(b)))] : [], inlines.Users);
    }

    /// <summary>The card with its form drawn as blocks; a card without title takes the form's.</summary>
    private static Card Filled(Card card, CommandForm form, string intro)
    {
        Block[] heading = card.Title is null || card.Title == form.Title ? [] : [new Block.Heading(3, [new Inline.Words(form.Title)])];
        return card with { Title = card.Title ?? form.Title, Body = new Doc([.. card.Body.Blocks, .. heading, .. FormGuide.Of(form, intro)]), Form = null };
    }

    /// <summary>Shown above the card, in the chat list and in notifications; its sign is the tone.</summary>
    private static string Title(Card card)
    {
        var sign = card.Tone switch { Tone.Good => "✅ ", Tone.Warning => "⚠️ ", Tone.Danger => "🔴 ", _ => "" };
        var words = card.Title ?? string.Concat(card.Body.Blocks.Select(FirstWords).FirstOrDefault(w => w.Length > 0) ?? "…");
        return sign + DingTalkText.Line(words, TitleLength);
    }

    private static string FirstWords(Block block) => block switch
    {
        Block.Heading heading => Unmentioned.Words(heading.Text),
        Block.Paragraph paragraph => Unmentioned.Words(paragraph.Text),
        Block.ItemList { Items: [var first, ..] } => Unmentioned.Words(first.Text),
        Block.Quote { Blocks: [var first, ..] } => FirstWords(first),
        _ => "",
    };

    private static MarkdownInlines Unmentioned => new(new Dictionary<string, string>());

    /// <summary>All buttons, and in how many rows they stand: several rows belong to what stands above each.</summary>
    private static (int Rows, IReadOnlyList<CommandButton> All) Buttons(IReadOnlyList<Block> blocks)
    {
        var rows = blocks.SelectMany(Rows).ToList();
        return (rows.Count, [.. rows.SelectMany(r => r.Buttons)]);
    }

    private static IEnumerable<Block.Actions> Rows(Block block) => block switch
    {
        Block.Actions actions => [actions],
        Block.Quote quote => quote.Blocks.SelectMany(Rows),
        Block.ItemList list => list.Items.SelectMany(i => i.Children).SelectMany(Rows),
        _ => [],
    };
}
