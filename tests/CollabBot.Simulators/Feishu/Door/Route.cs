namespace CollabBot.Simulators.Feishu.Door;

/// <summary>One API: its address (<c>:name</c> stands for any one part, <c>*</c> for all the rest), who answers, and what it takes to be let in.</summary>
internal sealed record Route(string Method, string Template, Func<SimRequest, FeishuReply> Answer)
{
    private readonly string[] parts = Template.Split('/');

    /// <summary>Any one of these opens it; none = it needs none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>How often it may be called.</summary>
    public Tier Tier { get; init; } = Tier.Usual;

    /// <summary>True for what is called without a token.</summary>
    public bool Open { get; init; }

    /// <summary>True for what takes form posts.</summary>
    public bool TakesForms { get; init; }

    /// <summary>The named parts of the path; null when it is another path.</summary>
    public Dictionary<string, string>? Match(string path)
    {
        var given = path.Split('/');
        if (parts[^1] == "*" ? given.Length < parts.Length : given.Length != parts.Length)
            return null;
        var named = new Dictionary<string, string>();
        for (var i = 0; i < parts.Length && parts[i] != "*"; i++)
        {
            if (parts[i].StartsWith(':') && given[i].Length > 0)
                named[parts[i][1..]] = Uri.UnescapeDataString(given[i]);
            else if (parts[i] != given[i])
                return null;
        }

        return named;
    }
}
