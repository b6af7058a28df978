using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Doctor;
using CollabBot.DingTalk.Inbound;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Refit;

namespace CollabBot.DingTalk.Outbound.Cards;

/// <summary>
/// Creates cards and changes them. The id that we choose for a card tells DingTalk, too, which one is meant: creating it twice shows it once.
/// </summary>
internal sealed class CardSender(
    ICardApi api, AppCalls calls, CardPace pace, CardRoutes routes, PressAnswers presses, ProofBook proofs, IOptions<DingTalkOptions> options, ILogger<CardSender> logger)
{
    private const string AlreadyThere = "param.cardAlreadyExist", NotThere = "param.cardNotExist";

    // Set once the template turned out to have no text that streams
    private volatile bool wholeOnly;

    /// <summary>Null when the card is in its chat. <paramref name="earlier"/> is what is known of trying it before; <paramref name="before"/> runs right before the request that may show it goes out.</summary>
    public async Task<DingTalkFailure?> CreateAsync(Outgoing message, string id, CardFace face, EarlierTry earlier, Func<Task> before, CancellationToken cancel)
    {
        if (await routes.ProblemAsync(cancel) is { } closed)
            return closed;
        var parts = wholeOnly || message is { ReplyTo: null } or { Live: true } ? [face.Markdown] : CardStream.Parts(face.Markdown);
        var card = New(message, id, face, parts[0]);
        var made = await CallAsync("card/createAndDeliver", token => api.CreateAsync(token, card, cancel), cancel, before);
        var failure = made.Failure ?? Receipt.Problem(made.Answer);
        if (failure?.Code == AlreadyThere)
            return earlier == EarlierTry.None ? await DeliverAsync(card, before, cancel) : Shown(await ChangeAsync(id, face, cancel));
        if (failure is not null || parts.Count == 1)
            return failure;
        return Shown(await StreamAsync(id, face, parts, cancel));
    }

    /// <summary>Gives the card another picture: in the acknowledgement of a press that waits for one, else by a call.</summary>
    public async Task<DingTalkFailure?> ChangeAsync(string id, CardFace face, CancellationToken cancel)
    {
        if (await presses.TellAsync(id, face.Data, cancel))
        {
            pace.Note(id);
            return null;
        }

        await pace.WaitAsync(id, cancel);
        var change = new CardChange(id, face.Data, CardOptions.ByKey);
        var changed = await CallAsync("card/instances", token => api.ChangeAsync(token, change, cancel), cancel);
        return changed.Failure is { Code: NotThere } gone ? gone with { Kind = FailureKind.Outdated } : changed.Failure;
    }

    // It was made, and its delivery was refused then
    private async Task<DingTalkFailure?> DeliverAsync(NewCard card, Func<Task> before, CancellationToken cancel)
    {
        var delivery = new CardDelivery(card.OutTrackId, card.OpenSpaceId) { ImGroupOpenDeliverModel = card.ImGroupOpenDeliverModel, ImRobotOpenDeliverModel = card.ImRobotOpenDeliverModel };
        var delivered = await CallAsync("card/deliver", token => api.DeliverAsync(token, delivery, cancel), cancel, before);
        return delivered.Failure ?? Receipt.Problem(delivered.Answer);
    }

    private async Task<DingTalkFailure?> StreamAsync(string id, CardFace face, IReadOnlyList<string> parts, CancellationToken cancel)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            await pace.WaitAsync(id, cancel);
            var text = new CardText(id, string.Create(CultureInfo.InvariantCulture, $"{id}-{i}"), CardFace.Text, parts[i], IsFull: true, IsFinalize: i == parts.Count - 1, IsError: false);
            var streamed = await CallAsync("card/streaming", token => api.StreamAsync(token, text, cancel), cancel);
            if (streamed.Failure is not { } failure)
                continue;
            // Nobody should have half an answer because the way that only looks better is closed
            wholeOnly = failure.Kind is FailureKind.Rejected or FailureKind.Misconfigured or FailureKind.Denied;
            logger.LogInformation("DingTalk did not stream the rest of {EnvelopeKey}, it is put there at once: {Reason}", id, failure.Reason);
            return await ChangeAsync(id, face, cancel);
        }

        return null;
    }

    private Task<CallResult> CallAsync(string api, Func<string, Task<ApiResponse<string>>> call, CancellationToken cancel, Func<Task>? before = null)
    {
        proofs.Called();
        return calls.RunAsync(api, call, cancel, before);
    }

    /// <summary>The card stands in its chat whatever went wrong after that: to a later try it is not new.</summary>
    private static DingTalkFailure? Shown(DingTalkFailure? failure) => failure is null ? null : failure with { Unsure = true };

    private NewCard New(Outgoing message, string id, CardFace face, string text)
    {
        var settings = options.Value;
        var chat = message.Place?.ChatId ?? message.Recipient!;
        var alert = new CardNotification(face.Listed, NotificationOff: false);
        var listed = new Dictionary<string, string> { ["ZH_CN"] = face.Listed, ["EN_US"] = face.Listed };
        var card = new NewCard(settings.CardTemplateId, id, settings.PressesByHttp ? "HTTP" : "STREAM", face.Beginning(text), "")
        {
            CallbackRouteKey = settings.PressesByHttp ? CardRoutes.Key : null,
            CardAtUserIds = face.Mentioned.Count > 0 ? [.. face.Mentioned.Keys] : null,
        };
        // Neither is handed on: in a chat without the bot, nobody could be told what came of a button
        return message.Place is { Kind: PlaceKind.Group }
            ? card with
            {
                OpenSpaceId = $"dtv1.card//IM_GROUP.{chat}",
                ImGroupOpenSpaceModel = new GroupSpace(false, listed, alert),
                ImGroupOpenDeliverModel = new GroupDelivery(settings.RobotCode, face.Mentioned.Count > 0 ? face.Mentioned : null),
            }
            : card with
            {
                OpenSpaceId = $"dtv1.card//IM_ROBOT.{chat}",
                ImRobotOpenSpaceModel = new RobotSpace(false, listed, alert),
                ImRobotOpenDeliverModel = new RobotDelivery(settings.RobotCode),
            };
    }
}
