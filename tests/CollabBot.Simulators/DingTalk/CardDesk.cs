using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>An address that presses go to, and what they are signed with.</summary>
internal sealed record CardCallback(string Url, string Secret);

/// <summary>The service of interactive cards: templates, instances, spaces, streamed texts and callback addresses.</summary>
internal sealed class CardDesk(DingTalkWorld world)
{
    private const string Root = "/v1.0/card/";
    private static readonly Dictionary<(string, string), string> Scopes = new()
    {
        [("POST", "instances")] = "Card.Instance.Write",
        [("PUT", "instances")] = "Card.Instance.Write",
        [("POST", "instances/createAndDeliver")] = "Card.Instance.Write",
        [("POST", "instances/deliver")] = "Card.Instance.Write",
        [("POST", "callbacks/register")] = "Card.Instance.Write",
        [("PUT", "streaming")] = "Card.Streaming.Write",
    };

    private readonly ConcurrentDictionary<string, SimulatedCard> cards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CardCallback> callbacks = new(StringComparer.Ordinal);
    private int number;

    /// <summary>The scope that a call needs; null when it is none about cards.</summary>
    public static string? ScopeOf(Call call) =>
        call.Path.StartsWith(Root, StringComparison.Ordinal) ? Scopes.GetValueOrDefault((call.Method, call.Path[Root.Length..])) : null;

    public SimulatedCard? Find(string id) => cards.GetValueOrDefault(id);

    public CardCallback? Callback(string? route) => route is null ? null : callbacks.GetValueOrDefault(route);

    public Answer Answer(string path, JsonElement body, Action<DeliveredMessage> show) => path[Root.Length..] switch
    {
        "instances" when body.TryGetProperty("cardTemplateId", out _) => Create(body, deliver: false, show),
        "instances" => Change(body),
        "instances/createAndDeliver" => Create(body, deliver: true, show),
        "instances/deliver" => Deliver(body, show),
        "callbacks/register" => Register(body),
        _ => Stream(body),
    };

    private Answer Create(JsonElement body, bool deliver, Action<DeliveredMessage> show)
    {
        var template = CardRules.Text(body, "cardTemplateId");
        var id = CardRules.Text(body, "outTrackId");
        if (string.IsNullOrEmpty(template))
            return CardRules.Bad("param.cardTemplateIdEmpty");
        if (!world.Templates.TryGetValue(template, out var known))
            return CardRules.Bad("param.templateNotExist");
        if (!known.Published)
            return CardRules.Bad("param.templateUnpublished");
        if (CardRules.Id(id) is { } noId)
            return noId;
        if (CardRules.Part(body, "cardData") is not { } data)
            return CardRules.Bad("param.cardPublicDataEmpty");
        if (CardRules.Values(data, out var values) is { } badValues)
            return badValues;
        var callback = CardRules.Text(body, "callbackType") ?? "STREAM";
        var route = CardRules.Text(body, "callbackRouteKey");
        if (callback is not ("STREAM" or "HTTP") || (callback == "HTTP" && Callback(route) is null))
            return CardRules.Bad("param.invalid", "callbackType is not STREAM or HTTP with a registered callbackRouteKey");
        IReadOnlyList<(string Type, string Target)> spaces = [];
        if (deliver && CardRules.Addresses(CardRules.Text(body, "openSpaceId"), out spaces) is { } badSpace)
            return badSpace;
        if (CardRules.SpaceModels(body, spaces.Select(s => s.Type)) is { } noModel)
            return noModel;
        if (CardRules.DeliverModels(body, spaces.Select(s => s.Type), world.RobotCode) is { } noDelivery)
            return noDelivery;
        if (Private(body, out var own) is { } badPrivate)
            return badPrivate;

        var card = new SimulatedCard(id!, template, callback, route);
        if (!cards.TryAdd(id!, card))
            return world.TakenIdsPassOver ? Made(id!, deliver, []) : CardRules.Bad("param.cardAlreadyExist");
        card.Change(values, byKey: false);
        foreach (var (person, mine) in own)
            card.ChangeFor(person, mine, byKey: false);
        return Made(id!, deliver, Stand(card, spaces, body, show));
    }

    private Answer Deliver(JsonElement body, Action<DeliveredMessage> show)
    {
        if (CardRules.Id(CardRules.Text(body, "outTrackId")) is { } noId)
            return noId;
        if (CardRules.Addresses(CardRules.Text(body, "openSpaceId"), out var spaces) is { } badSpace)
            return badSpace;
        if (CardRules.DeliverModels(body, spaces.Select(s => s.Type), world.RobotCode) is { } noDelivery)
            return noDelivery;
        return Find(CardRules.Text(body, "outTrackId")!) is { } card
            ? DingTalk.Answer.Ok(new { success = true, result = Stand(card, spaces, body, show) })
            : CardRules.Bad("param.cardNotExist");
    }

    private Answer Change(JsonElement body)
    {
        if (CardRules.Id(CardRules.Text(body, "outTrackId")) is { } noId)
            return noId;
        var data = CardRules.Part(body, "cardData");
        if (data is null && CardRules.Part(body, "privateData") is null)
            return CardRules.Bad("param.cardDataAndPrivateDataBothEmpty");
        if (CardRules.Values(data, out var values) is { } badValues)
            return badValues;
        if (Private(body, out var own) is { } badPrivate)
            return badPrivate;
        if (Find(CardRules.Text(body, "outTrackId")!) is not { } card)
            return CardRules.Bad("param.cardNotExist");
        var how = CardRules.Part(body, "cardUpdateOptions");
        if (data is not null)
            card.Change(values, CardRules.Flag(how, "updateCardDataByKey"));
        foreach (var (person, mine) in own)
            card.ChangeFor(person, mine, CardRules.Flag(how, "updatePrivateDataByKey"));
        return DingTalk.Answer.Ok(new { success = true, result = true });
    }

    private Answer Stream(JsonElement body)
    {
        if (CardRules.Streamed(body) is { } refused)
            return refused;
        if (CardRules.Text(body, "outTrackId") is not { } id || Find(id) is not { } card)
            return CardRules.Bad("param.stream.outTrackId", "card is not exist");
        var name = CardRules.Text(body, "key")!;
        var streams = !world.StreamingBroken && world.Templates.TryGetValue(card.Template, out var template) && template.Streamed.Contains(name);
        return streams && card.Stream(CardRules.Text(body, "guid")!, name, CardRules.Text(body, "content")!, CardRules.Flag(body, "isFull"), CardRules.Flag(body, "isFinalize"))
            ? DingTalk.Answer.Ok(new { success = true, result = true })
            : DingTalk.Answer.New(500, "unknownError", "unknown error");
    }

    private Answer Register(JsonElement body)
    {
        if (CardRules.Text(body, "callbackRouteKey") is not { Length: > 0 } route)
            return CardRules.Bad("param.callbackRouteKeyEmpty");
        if (CardRules.Text(body, "callbackUrl") is not { Length: > 0 } url)
            return CardRules.Bad("param.callbackUrlEmpty");
        var given = new CardCallback(url, CardRules.Text(body, "apiSecret") ?? "made-by-the-platform");
        // Without force the first address stays
        var now = CardRules.Flag(body, "forceUpdate") ? callbacks[route] = given : callbacks.GetOrAdd(route, given);
        return DingTalk.Answer.Ok(new { success = true, result = new { callbackUrl = now.Url, apiSecret = now.Secret } });
    }

    private Answer? Private(JsonElement body, out IReadOnlyList<(string Person, IReadOnlyDictionary<string, string> Values)> own)
    {
        var all = new List<(string, IReadOnlyDictionary<string, string>)>();
        own = all;
        if (CardRules.Part(body, "privateData") is not { } given)
            return null;
        foreach (var person in given.EnumerateObject())
        {
            if (!world.People.ContainsKey(person.Name))
                return CardRules.Bad("param.userIdNotExist");
            if (CardRules.Values(person.Value, out var values) is { } refused)
                return refused;
            all.Add((person.Name, values));
        }

        return null;
    }

    private List<object> Stand(SimulatedCard card, IReadOnlyList<(string Type, string Target)> spaces, JsonElement body, Action<DeliveredMessage> show)
    {
        var results = new List<object>();
        foreach (var (type, target) in spaces)
        {
            var reached = !world.WithoutCards.ContainsKey(target) && (type == "IM_ROBOT" ? world.People.ContainsKey(target) : world.Groups.ContainsKey(target) && !world.Disbanded.ContainsKey(target));
            if (reached)
            {
                card.Stand(type, target);
                show(new DeliveredMessage("card", target, "card", JsonSerializer.SerializeToElement(new { id = card.Id }), Notified(type, target, body)));
            }

            results.Add(new { spaceType = type, spaceId = target, success = reached, carrierId = reached ? NewKey() : null, errorMsg = reached ? "" : "the robot is not in the space" });
        }

        return results;
    }

    private List<string> Notified(string type, string target, JsonElement body) =>
        type == "IM_GROUP" && CardRules.Part(CardRules.Part(body, "imGroupOpenDeliverModel"), "atUserIds") is { } at
            ? [.. at.EnumerateObject().Select(p => p.Name).Where(p => world.Groups[target].Contains(p))]
            : [];

    private static Answer Made(string id, bool delivered, List<object> results) => delivered
        ? DingTalk.Answer.Ok(new { success = true, result = new { outTrackId = id, deliverResults = results } })
        : DingTalk.Answer.Ok(new { success = true, result = id });

    private string NewKey() => string.Create(CultureInfo.InvariantCulture, $"4v+card{Interlocked.Increment(ref number)}=");
}
