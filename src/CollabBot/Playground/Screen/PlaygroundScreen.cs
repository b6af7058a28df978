using CollabBot.Core.People;
using CollabBot.Web;

namespace CollabBot.Playground.Screen;

/// <summary>Who looks at which chat in which language: the whole state of a browser, kept in its address, so that two windows can be two people.</summary>
public sealed record PlaygroundScreen(Person Persona, PlaygroundChat Chat, string Locale)
{
    /// <summary>The query string that stands for this screen.</summary>
    public string Query => $"as={Persona.Id}&chat={Chat.Id}&lang={Locale}";

    /// <summary>The page of this screen.</summary>
    public string Address => "/?" + Query;

    /// <summary>The same place for somebody else; a direct chat becomes theirs.</summary>
    public PlaygroundScreen As(Person persona) =>
        this with { Persona = persona, Chat = Chat.PersonId is null ? Chat : PlaygroundChats.Direct(persona.Id) };

    /// <summary>Reads it from a request; what is missing or unknown falls back to 李娜 in the strategy group in the browser's language.</summary>
    public static PlaygroundScreen Of(HttpRequest request)
    {
        var persona = PlaygroundTeam.Find(request.Query["as"]) ?? PlaygroundTeam.Find("lina")!;
        var chat = PlaygroundChats.Find(request.Query["chat"]);
        return new PlaygroundScreen(
            persona,
            chat is not null && chat.IsOpenTo(persona.Id) ? chat : PlaygroundChats.Strategy,
            PageLocale.Of(request));
    }
}
