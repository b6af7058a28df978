using System.Security.Cryptography;
using System.Text;
using CollabBot.Connect;
using CollabBot.Core.Doctor;
using CollabBot.Feishu.Doctor;

namespace CollabBot.Web.Connect;

/// <summary>What the connect page shows: the ways in, a code to scan, or the lights of what is connected.</summary>
public sealed record ConnectModel
{
    public required string Locale { get; init; }

    /// <summary>Why the last try failed.</summary>
    public string? Problem { get; init; }

    /// <summary>What was just done.</summary>
    public string? Note { get; init; }

    public Scan? Scan { get; init; }

    /// <summary>Null while no app is connected.</summary>
    public IReadOnlyList<Light>? Lights { get; init; }

    public FeishuConsole? Console { get; init; }

    /// <summary>Somebody to whom a card with a button can be sent.</summary>
    public bool HasSomebody { get; init; }

    /// <summary>False when an operator set the app elsewhere.</summary>
    public bool MayConnect { get; init; } = true;

    /// <summary>The only platform address, where there is no choice.</summary>
    public string? OnlyUrl { get; init; }

    public bool LongConnection { get; init; } = true;

    public bool HasPlayground { get; init; }

    /// <summary>The service starts anew; the page comes back by itself when this run is over.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Changes with anything that is shown of the lights, so that a page that is up to date is left alone.</summary>
    public string Print => Lights is null
        ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lights.Select(l => $"{l.Key} {l.Colour} {l.Sentence} {l.Link}")) + HasSomebody)))[..16];
}
