using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Architecture;

/// <summary>A slice uses Core, itself, and of other slices only what is public: documents, events and named queries. Handlers and views stay at home.</summary>
internal sealed class SliceRules
{
    [Test]
    public void Handlers_jobs_and_reactions_are_their_slices_own()
    {
        var leaks = Leaks(typeof(Blocker).Assembly.GetTypes());
        Assert.That(leaks, Is.Empty);
    }

    [Test]
    public void The_rule_sees_a_public_handler() => Assert.That(Leaks([typeof(LeakyHandler)]), Is.EqualTo(new[] { nameof(LeakyHandler) }));

    [Test]
    public void Every_document_names_its_collection_and_no_two_share_one()
    {
        var documents = new[] { typeof(Blocker).Assembly, typeof(Document).Assembly, typeof(Composition).Assembly }
            .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Document)) && !t.IsAbstract).ToList();
        Assert.That(documents.Select(d => d.GetCustomAttribute<CollectionAttribute>()?.Name), Is.Unique.And.All.Not.Null);
    }

    private static List<string> Leaks(IEnumerable<Type> types) =>
        [.. types.Where(t => t is { IsClass: true, IsPublic: true } or { IsNestedPublic: true }).Where(Works).Select(t => t.Name)];

    private static bool Works(Type type) => type.GetInterfaces().Any(i =>
        i.Name is "IJob" or "IPageSource" || (i.IsGenericType && i.GetGenericTypeDefinition().Name is "IHandler`1" or "IReaction`1"));

    public sealed class LeakyHandler : IHandler<Blocker>
    {
        public Task<Reply> HandleAsync(Blocker command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);
    }
}
