using CollabBot.Conversations;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Playground;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>The playground, able to do no more than DingTalk: what is said in a group is always said to the bot, and where cards cannot change a button says its line.</summary>
internal sealed class LikeDingTalk(PlatformFeatures features) : IStageSite
{
    public IReadOnlyList<string> Settings => ["Web:PublicUrl=" + DingTalkSite.PublicUrl];

    public void AddTo(IServiceCollection services) => services.WrapPlatform("playground", inner => new Limited(inner, features));

    public Person Known(Person person) => person;

    public Task<IChatVenue> OpenAsync(IServiceProvider services, CancellationToken cancel) => Task.FromResult<IChatVenue>(new Venue(services, features.UpdateCards));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Venue(IServiceProvider services, bool hears) : PlaygroundVenue(services)
    {
        public override Task SayAsync(PlaygroundChat chat, string personId, string text, CancellationToken cancel) =>
            base.SayAsync(chat, personId, chat.PersonId is null && !text.StartsWith('@') ? $"@{PlaygroundTeam.BotNames[0]} {text}" : text, cancel);

        public override Task PressAsync(ShownCard card, string personId, CommandButton button, CancellationToken cancel) =>
            hears ? base.PressAsync(card, personId, button, cancel) : SayAsync(card.Chat, personId, button.Line, cancel);
    }

    private sealed class Limited(IPlatform inner, PlatformFeatures features) : IPlatform
    {
        public string Name => inner.Name;

        public PlatformFeatures Features => features;

        public Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel) => inner.SendAsync(message, cancel);

        public Task<bool> ReadyAsync(CancellationToken cancel) => inner.ReadyAsync(cancel);
    }
}
