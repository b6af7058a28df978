using System.Reflection;
using System.Text.RegularExpressions;
using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Features.Blockers;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Architecture;

/// <summary>A slice uses Core, itself, and of other slices only what is public: documents, events and named queries. Handlers and views stay at home, and no two slices need each other.</summary>
internal sealed partial class SliceRules
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
        Assert.That(Unclear(documents), Is.Empty);
    }

    [Test]
    public void The_rule_sees_a_document_without_a_collection_and_two_in_one() =>
        Assert.That(Unclear([typeof(Blocker), typeof(Homeless), typeof(Lodger)]), Is.EquivalentTo(new[] { nameof(Blocker), nameof(Homeless), nameof(Lodger) }));

    [Test]
    public void Slices_do_not_need_each_other_in_a_circle() => Assert.That(Circle(Uses()), Is.Empty);

    [Test]
    public void The_rule_sees_a_circle() =>
        Assert.That(Circle([("SyncDay", "Goals"), ("Goals", "Blockers"), ("Blockers", "SyncDay"), ("Help", "Goals")]), Is.EquivalentTo(new[] { "Blockers", "Goals", "SyncDay" }));

    private static List<string> Unclear(IReadOnlyList<Type> documents)
    {
        static string? Name(Type type) => type.GetCustomAttribute<CollectionAttribute>()?.Name;
        return [.. documents.Where(d => Name(d) is not { } name || documents.Count(o => Name(o) == name) > 1).Select(d => d.Name)];
    }

    // From which slice to which, as the usings say
    private static List<(string From, string To)> Uses()
    {
        var root = Path.Combine(Source.Root, "src", "CollabBot.Features");
        return [.. System.IO.Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Using().Matches(File.ReadAllText(file)).Select(u => (Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0], u.Groups[1].Value)))
            .Where(u => u.Item1 != u.Value).Distinct()];
    }

    /// <summary>The slices that stand in circles: what is left when whoever needs nobody else, or is needed by nobody, is taken away again and again.</summary>
    private static List<string> Circle(IEnumerable<(string From, string To)> uses)
    {
        var left = uses.ToList();
        while (left.RemoveAll(u => left.All(o => o.From != u.To) || left.All(o => o.To != u.From)) > 0)
        {
            // Each round opens the next
        }

        return [.. left.Select(u => u.From).Distinct()];
    }

    private static List<string> Leaks(IEnumerable<Type> types) =>
        [.. types.Where(t => t is { IsClass: true, IsPublic: true } or { IsNestedPublic: true }).Where(Works).Select(t => t.Name)];

    private static bool Works(Type type) => type.GetInterfaces().Any(i =>
        i.Name is "IJob" or "IPageSource" || (i.IsGenericType && i.GetGenericTypeDefinition().Name is "IHandler`1" or "IReaction`1"));

    [GeneratedRegex(@"^using CollabBot\.Features\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    private sealed record Homeless : Document;

    [Collection("blockers")]
    private sealed record Lodger : Document;

    public sealed class LeakyHandler : IHandler<Blocker>
    {
        public Task<Reply> HandleAsync(Blocker command, Turn turn, CancellationToken cancel) => Task.FromResult(Reply.Silence);
    }
}
