using System.Globalization;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>Turns one page of a card into a message: one line into text, the rest into Markdown, up to five buttons into an action card, more of them into links.</summary>
internal static class MessageWriter
{
    private const int TitleLength = 60, ButtonLength = 40;

    /// <summary>The card without what no message of DingTalk draws: folds, figures, charts, and its form as a line to fill in.</summary>
    public static Card Flat(Card card, MessageSetting setting)
    {
        var plain = card with { Body = new Doc(PlainBlocks.Of(card.Body.Blocks)) };
        return card.Form is { } form ? Filled(plain, form, setting.FormIntro) : plain;
    }

    /// <summary>Mentions notify only where <paramref name="mentioned"/> holds the person's user id: give none for a way out that cannot mention.</summary>
    public static DingTalkMessage Write(MessagePage page, IReadOnlyDictionary<string, string> mentioned, MessageSetting setting)
    {
        // Pages are made to fit; what is still too long is a single sign nobody could read, and is cut
        for (var room = DingTalkMessage.MostBytes; ;)
        {
            var message = Draw(page, mentioned, setting, room);
            var bytes = message.Bytes;
            if (bytes <= DingTalkMessage.MostBytes || room <= 0)
                return message;
            room = Math.Min(room - 1, (int)((long)room * DingTalkMessage.MostBytes / bytes));
        }
    }

    /// <summary>How large the page is as it goes out.</summary>
    public static int Bytes(MessagePage page, IReadOnlyDictionary<string, string> mentioned, MessageSetting setting) => Draw(page, mentioned, setting, int.MaxValue).Bytes;

    private static DingTalkMessage Draw(MessagePage page, IReadOnlyDictionary<string, string> mentioned, MessageSetting setting, int room)
    {
        var card = page.Card;
        var inlines = new MarkdownInlines(mentioned);
        if (card.IsLine && card.Body.Blocks[0] is Block.Paragraph line)
            return new DingTalkMessage(null, DingTalkText.Cut(inlines.Words(line.Text), room), [], inlines.Users);

        var (rows, all) = Buttons(card.Body.Blocks);
        var native = rows == 1 && all.Count <= DingTalkMessage.MostButtons;
        var blocks = new MarkdownBlocks(inlines, buttonsInPlace: !native, showLines: setting.TypeInstead is not null);
        var title = Title(page);
        var parts = blocks.Draw(card.Body.Blocks).ToList();
        if (card.Title is not null)
            parts.Insert(0, $"### {DingTalkText.Escape(title, lineStart: false)}");
        if (native && setting.TypeInstead is { } intro && all.Where(b => b.Url is null).Select(b => b.Line).ToList() is { Count: > 0 } lines)
            parts.AddRange(blocks.Draw([new Block.Paragraph([new Inline.Emphasis([new Inline.Words(intro)])]), new Block.ItemList(false, [.. lines.Select(l => new ListItem([new Inline.Words(l)], []))])]));
        return new DingTalkMessage(title, DingTalkText.Cut(string.Join("\n\n", parts), room),
            native ? [.. all.Select(b => new MessageButton(DingTalkText.Line(MessageLink.Label(b), ButtonLength), MessageLink.To(b)))] : [], inlines.Users);
    }

    /// <summary>The card with its form drawn as blocks; a card without title takes the form's.</summary>
    private static Card Filled(Card card, CommandForm form, string intro)
    {
        Block[] heading = card.Title is null || card.Title == form.Title ? [] : [new Block.Heading(3, [new Inline.Words(form.Title)])];
        return card with { Title = card.Title ?? form.Title, Body = new Doc([.. card.Body.Blocks, .. heading, .. FormGuide.Of(form, intro)]), Form = null };
    }

    /// <summary>Shown above the card, in the chat list and in notifications; its sign is the tone.</summary>
    public static string Title(MessagePage page)
    {
        var card = page.Card;
        var sign = card.Tone switch { Tone.Good => "✅ ", Tone.Warning => "⚠️ ", Tone.Danger => "🔴 ", _ => "" };
        var words = card.Title ?? string.Concat(card.Body.Blocks.Select(FirstWords).FirstOrDefault(w => w.Length > 0) ?? "…");
        var number = page.Of > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({page.Number}/{page.Of})") : "";
        return sign + DingTalkText.Line(words, TitleLength) + number;
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
    public static (int Rows, IReadOnlyList<CommandButton> All) Buttons(IReadOnlyList<Block> blocks)
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
