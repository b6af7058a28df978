using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Playground;

/// <summary>What the screen shows of jobs and records has a word, so that nobody reads a class name.</summary>
public sealed class ScreenWordsTests
{
    private static readonly FeatureAssemblies Ours = new([typeof(OpenBlocker).Assembly]);

    private static readonly Phrasebook Book = Phrasebook.Load(new TemplateFiles([typeof(OpenBlocker).Assembly], null));

    [Test]
    public void Every_job_is_worded() => Assert.That(new JobCatalog(Ours).All.Select(j => j.Name).Where(name => !Book.Has("playground.job." + name)), Is.Empty);

    [Test]
    public void Every_kind_of_record_in_the_ledger_is_worded() =>
        Assert.That(
            Ours.Classes.Concat(typeof(Turn).Assembly.GetTypes()).Select(t => t.GetCustomAttribute<CollectionAttribute>()).OfType<CollectionAttribute>()
                .Where(c => c.Ledger && !Book.Has("playground.collection." + c.Name)).Select(c => c.Name),
            Is.Empty);
}
