using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>A card of the bot as it stands in a chat now; <see cref="Seq"/> orders cards by when they came.</summary>
internal sealed record ShownCard(string Id, PlaygroundChat Chat, long Seq, Card Card);

/// <summary>Where the people of a conversation are: what they do enters the service there, and what the bot answers is seen there.</summary>
internal interface IChatVenue : IAsyncDisposable
{
    /// <summary>A person says something.</summary>
    Task SayAsync(PlaygroundChat chat, string personId, string text, CancellationToken cancel);

    /// <summary>A person presses a button of a card.</summary>
    Task PressAsync(ShownCard card, string personId, CommandButton button, CancellationToken cancel);

    /// <summary>A person fills in the form of a card: the fields named, the others as they were prefilled.</summary>
    Task SubmitAsync(ShownCard card, string personId, IReadOnlyDictionary<string, string> fields, CancellationToken cancel);

    /// <summary>Something happens without words.</summary>
    Task HappenAsync(ChatStep.Happen step, string personId, CancellationToken cancel);

    /// <summary>Every card that people can see, in any order.</summary>
    Task<IReadOnlyList<ShownCard>> CardsAsync(CancellationToken cancel);
}

/// <summary>What a stage needs to be played somewhere else than in the playground.</summary>
internal interface IStageSite : IAsyncDisposable
{
    /// <summary>More settings, as <c>Key=value</c>.</summary>
    IReadOnlyList<string> Settings { get; }

    /// <summary>Adds or replaces parts of the service.</summary>
    void AddTo(IServiceCollection services);

    /// <summary>The person as the site knows them: with an account there.</summary>
    Person Known(Person person);

    /// <summary>Opens the venue on a service that was just started, or started again.</summary>
    Task<IChatVenue> OpenAsync(IServiceProvider services, CancellationToken cancel);
}
