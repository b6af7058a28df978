using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Text;

namespace CollabBot.Tests.Core.Text;

public sealed class TemplateMembersTests
{
    private static readonly Assembly[] Assemblies = [Assembly.Load("CollabBot.Features"), Assembly.Load("CollabBot.Feishu"), Assembly.Load("CollabBot.DingTalk"), Assembly.Load("CollabBot")];

    [TestCaseSource(nameof(Templates))]
    public void Every_name_in_every_branch_of_a_template_exists(TemplateFile file, Type view) =>
        Assert.That(TemplateMembers.Unknown(file.Path, file.Text, view), Is.Empty);

    [TestCase("{{ if false }}{{ titel }}{{ end }}", "the view has no 'titel'")]
    [TestCase("{{ for l in lines }}{{ if l.state }}{{ l.titel }}{{ end }}{{ end }}", "SampleLine has no 'titel'")]
    [TestCase("{{ lines[0].titel }}", "SampleLine has no 'titel'")]
    [TestCase("{{ name titel }}", "the view has no 'titel'")]
    [TestCase("{{ if state == 'opne' }}{{ end }}", "SampleState has no 'opne'")]
    [TestCase("{{ title.first }}", "String has no 'first'")]
    public void A_wrong_name_is_found_where_no_rendering_reaches(string template, string problem) =>
        Assert.That(TemplateMembers.Unknown("Text/SampleCard.zh-CN.md", template, typeof(SampleCard)), Is.EqualTo(new[] { $"templates/Text/SampleCard.zh-CN.md(1): {problem}" }));

    [Test]
    public void Right_names_are_right() =>
        Assert.That(TemplateMembers.Unknown("p", "{{ for l in lines }}{{ if !for.first && l.state == 'inReview' }}{{ l.title | string.upcase }}{{ lines.size }}{{ end }}{{ end }}{{ x = title }}{{ x }}", typeof(SampleCard)), Is.Empty);

    private static IEnumerable<TestCaseData> Templates()
    {
        var views = Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(View)) && !t.IsAbstract).ToDictionary(t => $"{t.Namespace?.Split('.')[^1]}/{t.Name}", StringComparer.Ordinal);
        foreach (var file in new TemplateFiles(Assemblies, null).All.Where(f => f.Extension == ".md"))
            if (views.TryGetValue($"{file.Slice}/{file.Name}", out var view))
                yield return new TestCaseData(file, view).SetArgDisplayNames(file.Path);
    }
}
