using System.Reflection;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;

namespace CollabBot.Tests.Core.Commands;

/// <summary>What help and guesses show as a line that works does work.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ExampleTests
{
    private static readonly Phrasebook Book = Phrasebook.Load(new TemplateFiles([Assembly.Load("CollabBot.Features")], null));

    private static readonly CommandCatalog Catalog = CommandCatalog.Scan([Assembly.Load("CollabBot.Features")], Book);

    private static readonly CommandReader Reader = new(Catalog, Book, new FormMaker(Catalog, Book));

    private static IEnumerable<TestCaseData> Examples =>
        from command in Catalog.All
        from locale in new[] { "zh-CN", "en" }
        let example = Book.Command(command.Name, locale).Example
        where example is not null
        select new TestCaseData(command.Name, locale, example);

    [TestCaseSource(nameof(Examples))]
    public void Every_example_runs_its_command(string name, string locale, string example)
    {
        var result = Reader.Read(new ReadRequest { Text = example, Platform = "feishu", Locale = locale, Roster = Trial.Roster, Today = Trial.Today, IsDirect = true });
        Assert.That((result as ReadResult.Command)?.Info.Name ?? result.ToString(), Is.EqualTo(name));
    }
}
