using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>One message's part of a card.</summary>
internal sealed record MessagePage(Card Card, int Number, int Of);

/// <summary>What stands in messages beside the card: the words above a form's line, and those above the lines of buttons where a click may not be heard (null where it is).</summary>
internal sealed record MessageSetting(string FormIntro, string? TypeInstead);

/// <summary>Splits a card into as many messages as the size limit asks for: every word and button stands on exactly one of them, in order.</summary>
internal sealed class MessagePages
{
    private static readonly Dictionary<string, string> Nobody = [];

    // Room for the note above a message that may be shown twice
    private const int Most = DingTalkMessage.MostBytes - 400;
    private readonly Card card;
    private readonly IReadOnlyDictionary<string, string> mentioned;
    private readonly MessageSetting setting;
    private readonly List<List<Block>> pages = [[]];

    private MessagePages(Card card, IReadOnlyDictionary<string, string> mentioned, MessageSetting setting) =>
        (this.card, this.mentioned, this.setting) = (card, mentioned, setting);

    public static IReadOnlyList<MessagePage> Of(Card card, IReadOnlyDictionary<string, string> mentioned, MessageSetting setting)
    {
        var whole = MessageWriter.Flat(card, setting);
        var split = new MessagePages(whole, mentioned, setting);
        if (split.Fits(whole.Body.Blocks))
            return [new MessagePage(whole, 1, 1)];
        split.Fill();
        return [.. split.pages.Select((blocks, i) => new MessagePage(whole with { Body = new Doc(blocks) }, i + 1, split.pages.Count))];
    }

    private void Fill()
    {
        var rest = new Stack<Block>(card.Body.Blocks.Reverse());
        while (rest.TryPop(out var block))
        {
            if (Fits([.. pages[^1], block]))
                pages[^1].Add(block);
            else if (pages[^1].Count > 0 && block is not (Block.ItemList or Block.Table) && Fits([block]))
                Turn(rest, block);
            else if (Largest(block) is > 0 and var head)
                Divide(rest, block, head);
            else if (pages[^1].Count > 0)
                Turn(rest, block);
            else if (BlockSplit.Open(block) is var parts && !(parts is [var only] && BlockSplit.Units(only) <= 1))
                foreach (var part in parts.Reverse())
                    rest.Push(part);
            else
                // One sign that is longer than a message: an address nobody could open. The writer cuts it
                pages[^1].Add(block);
        }
    }

    private void Turn(Stack<Block> rest, Block block)
    {
        rest.Push(block);
        pages.Add([]);
    }

    private void Divide(Stack<Block> rest, Block block, int units)
    {
        var (head, tail) = BlockSplit.At(block, units);
        pages[^1].Add(head);
        rest.Push(tail);
        pages.Add([]);
    }

    /// <summary>How many of the block's units still fit on the page; 0 = none.</summary>
    private int Largest(Block block)
    {
        var (fits, most) = (0, BlockSplit.Units(block) - 1);
        while (fits < most)
        {
            var middle = fits + ((most - fits + 1) / 2);
            if (Fits([.. pages[^1], BlockSplit.At(block, middle).Head]))
                fits = middle;
            else
                most = middle - 1;
        }

        return fits;
    }

    /// <summary>Measured for either way out, because a later page may have to take the other; with numbers as long as they get.</summary>
    private bool Fits(IReadOnlyList<Block> blocks)
    {
        var page = new MessagePage(card with { Body = new Doc(blocks) }, 88, 88);
        return MessageWriter.Bytes(page, Nobody, setting) <= Most && (mentioned.Count == 0 || MessageWriter.Bytes(page, mentioned, setting) <= Most);
    }
}
