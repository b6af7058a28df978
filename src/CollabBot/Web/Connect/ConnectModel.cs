using System.Security.Cryptography;
using System.Text;
using CollabBot.Connect;
using CollabBot.Core.Connect;
using CollabBot.Core.Doctor;

namespace CollabBot.Web.Connect;

/// <summary>What the connect page of a platform shows: the ways in, a code to scan, or the lights of what is connected.</summary>
public sealed record ConnectModel
{
    public required string Locale { get; init; }

    public required IConnectWay Way { get; init; }

    /// <summary>All platforms, to go from one to the other.</summary>
    public required IReadOnlyList<IConnectWay> Ways { get; init; }

    /// <summary>Why the last try failed.</summary>
    public string? Problem { get; init; }

    /// <summary>What was just done.</summary>
    public string? Note { get; init; }

    public Scan? Scan { get; init; }

    /// <summary>Null while no app is connected.</summary>
    public IReadOnlyList<Light>? Lights { get; init; }

    /// <summary>Somebody to whom a card with a button can be sent.</summary>
    public bool HasSomebody { get; init; }

    /// <summary>A group to which a line can be sent.</summary>
    public bool HasGroup { get; init; }

    /// <summary>False when an operator set the app elsewhere.</summary>
    public bool MayConnect { get; init; } = true;

    public bool HasPlayground { get; init; }

    /// <summary>The service starts anew; the page comes back by itself when this run is over.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>The page's address, with more behind it.</summary>
    public string At(string verb = "", string more = "") => $"/connect/{Way.Platform}{(verb.Length > 0 ? "/" + verb : "")}?lang={Locale}{more}";

    /// <summary>Changes with anything that is shown of the lights, so that a page that is up to date is left alone.</summary>
    public string Print => Lights is null
        ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lights.Select(l => $"{l.Key} {l.Colour} {l.Sentence} {l.Link}")) + HasSomebody + HasGroup)))[..16];
}
