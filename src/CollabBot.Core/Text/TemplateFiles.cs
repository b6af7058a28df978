using System.Reflection;

namespace CollabBot.Core.Text;

/// <summary>One file below <c>templates/</c>: <c>Blockers/BlockerCard.zh-CN.md</c> or <c>Blockers/text.en.json</c>.</summary>
public sealed record TemplateFile(string Slice, string Name, string Locale, string Extension, string Text, bool Overridden)
{
    /// <summary>The path below <c>templates/</c>.</summary>
    public string Path => $"{Slice}/{Name}.{Locale}{Extension}";
}

/// <summary>Every word the bot says: files embedded in the given assemblies, each replaced by a file of the same path in the override directory.</summary>
public sealed class TemplateFiles
{
    private readonly Dictionary<string, TemplateFile> builtIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TemplateFile> effective = new(StringComparer.Ordinal);

    /// <summary>Reads everything once. A null or absent override directory means built-in files only.</summary>
    public TemplateFiles(IEnumerable<Assembly> assemblies, string? overrideDirectory)
    {
        foreach (var assembly in assemblies)
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("templates/", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                Add(name["templates/".Length..], reader.ReadToEnd(), overridden: false);
            }

        if (overrideDirectory is null || !System.IO.Directory.Exists(overrideDirectory))
            return;
        foreach (var file in System.IO.Directory.EnumerateFiles(overrideDirectory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Add(System.IO.Path.GetRelativePath(overrideDirectory, file).Replace('\\', '/'), File.ReadAllText(file), overridden: true);
    }

    /// <summary>Files given as they are; an overridden one replaces the built-in one of its path.</summary>
    public TemplateFiles(IEnumerable<TemplateFile> files)
    {
        foreach (var file in files.OrderBy(f => f.Overridden))
            Add(file.Path, file.Text, file.Overridden);
    }

    /// <summary>All files in force, by path.</summary>
    public IEnumerable<TemplateFile> All => effective.Values;

    /// <summary>The built-in file behind an override that turned out broken, or null.</summary>
    public TemplateFile? BuiltIn(string path) => builtIn.GetValueOrDefault(path);

    private void Add(string path, string text, bool overridden)
    {
        // Slice/Name.locale.ext; anything of another shape (a README someone dropped there) is not ours
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var parts = slash < 0 ? [] : path[(slash + 1)..].Split('.');
        if (parts.Length != 3)
            return;
        var file = new TemplateFile(path[..slash], parts[0], parts[1], "." + parts[2], text, overridden);
        effective[path] = file;
        if (!overridden)
            builtIn[path] = file;
    }
}
