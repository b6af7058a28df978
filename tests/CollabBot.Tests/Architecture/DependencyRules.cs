using System.Reflection;
using CollabBot.Core.Chat;

namespace CollabBot.Tests.Architecture;

/// <summary>The rule of dependencies, from the compiled assemblies; each rule is also shown a violation, so that it is known to see one.</summary>
internal sealed class DependencyRules
{
    private static readonly string[] Packages = ["LiteDB", "Npgsql", "Refit", "System.Net.Http", "Microsoft.AspNetCore"];

    [TestCase("CollabBot.Features")]
    [TestCase("CollabBot.Feishu")]
    [TestCase("CollabBot.DingTalk")]
    [TestCase("CollabBot.Storage")]
    public void It_sees_only_core_of_ours(string assembly) => Assert.That(Ours(Assembly.Load(assembly)), Is.SubsetOf(new[] { "CollabBot.Core" }));

    [Test]
    public void Core_sees_nothing_of_ours() => Assert.That(Ours(typeof(Turn).Assembly), Is.Empty);

    [Test]
    public void Core_sees_no_http_and_no_database() => Assert.That(Banned(typeof(Turn).Assembly), Is.Empty);

    [Test]
    public void The_rules_see_a_violation()
    {
        // This assembly sees everything of ours, and the executable sees HTTP: both rules must say so
        Assert.That(Ours(typeof(DependencyRules).Assembly), Is.Not.SubsetOf(new[] { "CollabBot.Core" }));
        Assert.That(Banned(typeof(Composition).Assembly), Is.Not.Empty);
    }

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("CollabBot", StringComparison.Ordinal));

    private static IEnumerable<string> Banned(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => Packages.Any(p => n.StartsWith(p, StringComparison.Ordinal)));
}
