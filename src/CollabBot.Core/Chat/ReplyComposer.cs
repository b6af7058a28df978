using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Chat;

/// <summary>Draws what a turn answers and tells, in each receiver's language, and stages it for the outbox. A live card that was sent before is redrawn wherever it lives.</summary>
public sealed class ReplyComposer(TemplateBook book, Phrasebook phrases, PlatformRegistry platforms, FormTickets tickets, IOptions<TeamOptions> team)
{
    // Older copies scrolled away long ago; redrawing them all would cost a call each
    private const int MostCopies = 20;

    /// <summary>Stages the answer and every telling of the turn.</summary>
    public async Task StageAsync(Turn turn, string turnId, Reply reply, CancellationToken cancel)
    {
        var stage = new OutboxStage(turn, turnId) { FormReplaced = reply is not Reply.Refusal && await IsPlainFormAsync(turn, cancel) };
        switch (reply)
        {
            case Reply.Plain(var phrase):
                Answer(stage, Card.Line(phrases.Say(phrase, turn.Locale)), turn.Locale);
                break;
            // A form in a chat keeps what was filled in; a page is gone, and its link with it
            case Reply.Refusal(var phrase) { Form: { } form } when tickets.Needed(turn.Place, turn.Sensitive):
                await AnswerAsync(stage, Card.Line(phrases.Say(phrase, turn.Locale)) with { Form = form }, turn.Locale, null, cancel);
                break;
            case Reply.Refusal(var phrase):
                Answer(stage, Card.Line(phrases.Say(phrase, turn.Locale)), turn.Locale);
                break;
            case Reply.Ask(var form):
                await AnswerAsync(stage, new Card(form.Title, Tone.Neutral, Doc.Empty, form), turn.Locale, null, cancel);
                break;
            case Reply.Drawn(var view):
                await AnswerAsync(stage, view, cancel);
                break;
        }

        foreach (var telling in turn.Tellings)
            await TellAsync(stage, telling, cancel);
        // Only now: whether an older copy shrinks hangs on every new one of this turn
        foreach (var view in stage.Live)
            Redraw(stage, view, await CopiesAsync(stage, view.Key!, cancel));
    }

    // A live card is everybody's and will be drawn again; any other answer tells whoever waited for it why it comes only now
    private void Answer(OutboxStage stage, Card card, string locale, SentCard? sent = null) =>
        stage.Answer(sent is null && stage.Turn.IsLate ? Late(card, phrases.Say(new Phrase("core.late", ("at", stage.Turn.SaidAt)), locale)) : card, locale, sent);

    private static Card Late(Card card, string note) => card.Body.Blocks is [Block.Paragraph(var text)] && card.IsLine
        ? card with { Body = new Doc([new Block.Paragraph([new Inline.Words(note), new Inline.Break(), .. text])]) }
        : card with { Body = new Doc([new Block.Paragraph([new Inline.Emphasis([new Inline.Words(note)])]), .. card.Body.Blocks]) };

    // A submitted form turns into its result, so that nobody submits it twice. Not a form inside a live card, which lives on, and not a confidential one, which must not be touched again
    private async Task<bool> IsPlainFormAsync(Turn turn, CancellationToken cancel)
    {
        if (turn.Message is not { Fields: not null, CardRef: { } form } || turn.Confidential || platforms.Find(turn.Place.Platform) is not { Features.UpdateCards: true })
            return false;
        return (await turn.Work.ListAsync(Query<SentCard>.All.Equal(c => c.MessageId, form).Take(1), cancel)).Count == 0;
    }

    private async Task AnswerAsync(OutboxStage stage, View view, CancellationToken cancel)
    {
        var turn = stage.Turn;
        // A live card in a group is everybody's; anything else answers one person
        var locale = turn.IsDirect || view.Key is null ? turn.Locale : team.Value.Locale;
        if (view.Key is null)
        {
            await AnswerAsync(stage, Draw(view, locale, turn.Roster), locale, null, cancel);
            return;
        }

        var copies = await CopiesAsync(stage, view.Key, cancel);
        var pressed = turn.Message.CardRef;
        stage.Show(view);
        // A quick finger is here before the outbox has noted where the card went: the copy without a message is then the pressed one
        var here = SentCard.ChatOf(turn.IsDirect ? turn.Actor.Id : null, turn.Place, turn.Place.Platform);
        var inPlace = pressed is not null && copies.Any(c => (c.MessageId == pressed || (c.MessageId is null && c.Chat == here)) && Updatable(c, turn.Now));
        if (!inPlace && stage.FormReplaced && copies.Any(c => c.Chat == here && Updatable(c, turn.Now)))
            Answer(stage, Card.Line(phrases.Say(new Phrase("core.form-done", ("title", Draw(view, locale, turn.Roster).Title)), turn.Locale)), turn.Locale);
        else if (!inPlace)
            await AnswerAsync(stage, Draw(view, locale, turn.Roster), locale, stage.Sent(view.Key, turn.Place, turn.IsDirect ? turn.Actor : null, locale), cancel);
    }

    // A link to a form is its receiver's alone: in a group it goes to the asker's direct chat, and what comes of it back to the group
    private async Task AnswerAsync(OutboxStage stage, Card card, string locale, SentCard? sent, CancellationToken cancel)
    {
        var turn = stage.Turn;
        if (card.Form is null || !tickets.Needed(turn.Place, turn.Sensitive))
        {
            Answer(stage, card, locale, sent);
        }
        else if (turn.IsDirect)
        {
            Answer(stage, await tickets.WithPageAsync(turn, card, new FormReader(turn.Actor.Id, turn.Message.SenderId, turn.Place, locale), cancel), locale, sent);
        }
        else
        {
            Answer(stage, card.Body.Blocks.Count == 0 ? Card.Line(phrases.Say("core.form-sent", turn.Locale)) : card with { Form = null }, locale, sent);
            if (Addresses.Of(turn.Actor, turn.Place.Platform, platforms) is { } address)
                stage.Send(address, await WithFormAsync(turn, card with { Body = Doc.Empty }, turn.Actor, address, turn.Locale, cancel, turn.Sensitive ? null : turn.Place), turn.Locale, null);
        }
    }

    private async Task<Card> WithFormAsync(Turn turn, Card card, Person person, Address address, string locale, CancellationToken cancel, Place? answerTo = null)
    {
        var place = answerTo ?? address.Place ?? new Place(address.Platform, address.Recipient!, PlaceKind.Direct);
        return card.Form is not null && tickets.Needed(place, turn.Sensitive) && Addresses.UserId(person, address.Platform) is { } userId
            ? await tickets.WithPageAsync(turn, card, new FormReader(person.Id, userId, place, locale), cancel)
            : card;
    }

    private async Task TellAsync(OutboxStage stage, Telling telling, CancellationToken cancel)
    {
        var (person, place, view) = telling;
        stage.Show(view);
        if (person is not null && Addresses.Of(person, stage.Turn.Place.Platform, platforms) is { } address)
        {
            var locale = person.Locale ?? team.Value.Locale;
            var sent = view.Key is null ? null : stage.Sent(view.Key, address.Place, person, locale, address.Platform);
            stage.Send(address, await WithFormAsync(stage.Turn, Draw(view, locale, stage.Turn.Roster), person, address, locale, cancel), locale, sent);
        }
        else if (place is not null)
        {
            var locale = team.Value.Locale;
            var sent = view.Key is null ? null : stage.Sent(view.Key, place, null, locale);
            stage.Send(new Address(place.Platform, place, null, place.ToString()), Draw(view, locale, stage.Turn.Roster), locale, sent);
        }
    }

    // One live copy per chat: the newest is redrawn, older ones shrink to a line that points down, and one too old to be updated much longer is posted anew
    private void Redraw(OutboxStage stage, View view, IReadOnlyList<SentCard> copies)
    {
        var (turn, taken) = (stage.Turn, stage.FreshChats(view.Key!));
        // Who left is not written to, not even by a change in an old card
        foreach (var copy in copies.Where(c => !c.Retired && platforms.Find(c.Platform) is { Features.UpdateCards: true } && turn.Roster.Person(c.PersonId) is not { Left: true }))
        {
            var card = Draw(view, copy.Locale, turn.Roster);
            if (!taken.Add(copy.Chat))
                Retire(stage, copy, card);
            else if (!Ageing(copy, turn.Now))
                stage.Redraw(copy, card);
            else if (CardPrint.Of(card) != copy.Print)
                PostAnew(stage, view.Key!, copy, card);
        }
    }

    private void PostAnew(OutboxStage stage, string key, SentCard copy, Card card)
    {
        var person = stage.Turn.Roster.Person(copy.PersonId);
        var address = copy.Place is { } place ? new Address(place.Platform, place, null, place.ToString()) : person is null ? null : Addresses.Of(person, copy.Platform, platforms);
        if (address is null)
            return;
        stage.Send(address, card, copy.Locale, stage.Sent(key, address.Place, person, copy.Locale, address.Platform));
        Retire(stage, copy, card);
    }

    private void Retire(OutboxStage stage, SentCard copy, Card card)
    {
        if (Updatable(copy, stage.Turn.Now))
            stage.Retire(copy, Card.Line(phrases.Say(new Phrase("core.moved", ("title", card.Title)), copy.Locale)));
        else
            stage.Turn.Work.Save(copy with { Retired = true });
    }

    // A day before the platform refuses updates the old copy can still say where the new one is
    private bool Ageing(SentCard card, DateTimeOffset now) =>
        platforms.Find(card.Platform) is { } platform && now - card.SentAt >= platform.Features.UpdateWindow - TimeSpan.FromDays(1);

    private Card Draw(View view, string locale, Roster roster) => book.Draw(view, locale, roster) with { Form = view.Form };

    private bool Updatable(SentCard card, DateTimeOffset now) =>
        platforms.Find(card.Platform) is { Features.UpdateCards: true } platform && !card.Retired && now - card.SentAt < platform.Features.UpdateWindow;

    // The committed ones do not change within a turn: read once for the answer and for what is redrawn
    private static async Task<IReadOnlyList<SentCard>> CopiesAsync(OutboxStage stage, string key, CancellationToken cancel) =>
        stage.Copies.TryGetValue(key, out var known)
            ? known
            : stage.Copies[key] = [.. (await stage.Turn.Work.ListAsync(Copies(key), cancel)).Where(c => c.Version > 0)];

    private static Query<SentCard> Copies(string key) => Query<SentCard>.All.Equal(c => c.Key, key).OrderByDescending(c => c.SentAt).Take(MostCopies);
}
