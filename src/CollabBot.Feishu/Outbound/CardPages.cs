using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>One message's part of a card. <see cref="Cut"/>: what follows was left out, because not even the last page held it.</summary>
internal sealed record CardPage(Card Card, int Number, int Of, bool Cut = false);

/// <summary>
/// Splits a card into as many pages as the platform's limits ask for: every word and button stands on exactly one of them, in order, the form on the last. Buttons on one page
/// that turn it would have to know what to draw again, and a command cannot simply be run again; so the pages follow one another as messages.
/// </summary>
internal sealed class CardPages
{
    /// <summary>More would bury a chat; what is still left then is really too long for cards.</summary>
    private const int Most = 10;

    private readonly Card card;
    private readonly CardSetting setting;
    private readonly CardSize room;
    private readonly List<List<Block>> pages = [[]];
    private CardSize used;
    private bool cut;

    private CardPages(Card card, CardSetting setting)
    {
        (this.card, this.setting) = (card, setting);
        var empty = CardSize.Of(CardWriter.Draw(new CardPage(card with { Body = Doc.Empty, Form = null, Title = card.Title ?? card.Form?.Title }, Most, Most, true), setting));
        room = new CardSize(CardSize.Most.Bytes - empty.Bytes - 200, CardSize.Most.Elements - empty.Elements);
    }

    // As long as a message id is, so that the drawn page is no larger than the measured one
    private static string AnyMessage { get; } = "om_" + new string('0', 40);

    public static IReadOnlyList<CardPage> Of(Card card, CardSetting setting)
    {
        var whole = new CardPage(card, 1, 1);
        if (CardSize.Of(CardWriter.Draw(whole, setting with { Continues = null })).FitsIn(CardSize.Most))
            return [whole];
        var split = new CardPages(card, setting with { Continues = AnyMessage });
        split.Fill();
        split.PlaceForm();
        return [.. split.pages.Select((blocks, i) => new CardPage(
            card with { Title = card.Title ?? card.Form?.Title, Body = new Doc(blocks), Form = i == split.pages.Count - 1 ? card.Form : null },
            i + 1,
            split.pages.Count,
            split.cut && i == split.pages.Count - 1))];
    }

    private void Fill()
    {
        var rest = new Stack<Block>(card.Body.Blocks.Reverse());
        while (!cut && rest.TryPop(out var block))
        {
            var size = Measure(block);
            if (size.FitsIn(Left()))
                Put(block, size);
            else if (block is not (Block.ItemList or Block.Table) && size.FitsIn(room) && used != default)
                Again(rest, block);
            else if (Largest(block) is > 0 and var head)
                Divide(rest, block, head);
            else if (used != default)
                Again(rest, block);
            else
                PushAll(rest, BlockSplit.Open(block));
        }
    }

    private void Put(Block block, CardSize size)
    {
        pages[^1].Add(block);
        used += size;
    }

    private void Divide(Stack<Block> rest, Block block, int units)
    {
        var (head, tail) = BlockSplit.At(block, units);
        Put(head, Measure(head));
        rest.Push(tail);
    }

    private void Again(Stack<Block> rest, Block block)
    {
        rest.Push(block);
        cut = pages.Count == Most;
        if (cut)
            return;
        pages.Add([]);
        used = default;
    }

    private static void PushAll(Stack<Block> rest, IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks.Reverse())
            rest.Push(block);
    }

    private void PlaceForm()
    {
        if (card.Form is not { } form)
            return;
        var elements = new JsonArray();
        CardWriter.AddForm(elements, new CardBlocks(setting), card.Title, form, setting);
        // A form is what the card is for: it always gets its place
        if (!CardSize.Of(elements).FitsIn(Left()))
            pages.Add([]);
    }

    private CardSize Left() => new(room.Bytes - used.Bytes, room.Elements - used.Elements);

    private CardSize Measure(Block block)
    {
        var elements = new JsonArray();
        new CardBlocks(setting).Add(elements, block);
        return CardSize.Of(elements);
    }

    /// <summary>How many of the block's units still fit on the page; 0 = none.</summary>
    private int Largest(Block block)
    {
        var (fits, most) = (0, BlockSplit.Units(block) - 1);
        while (fits < most)
        {
            var middle = fits + ((most - fits + 1) / 2);
            if (Measure(BlockSplit.At(block, middle).Head).FitsIn(Left()))
                fits = middle;
            else
                most = middle - 1;
        }

        return fits;
    }
}
