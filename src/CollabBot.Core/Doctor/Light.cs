namespace CollabBot.Core.Doctor;

/// <summary>How well a matter is proved.</summary>
public enum LightColour
{
    /// <summary>Something went round and came back.</summary>
    Green,

    /// <summary>Nothing is known to be wrong, but nothing went round yet either.</summary>
    Amber,

    /// <summary>It does not work; the sentence says why and what to do.</summary>
    Red,
}

/// <summary>One matter of the connection to a platform: what is the case in one sentence, and the page where it can be put right.</summary>
public sealed record Light(string Key, string Name, LightColour Colour, string Sentence, string? Link);

/// <summary>A light before it is put into words: the phrase <c>platform.doctor.key.outcome</c> with its values.</summary>
public sealed record LightState(LightColour Colour, string Outcome, string? Link, params (string Name, object? Value)[] Values)
{
    /// <summary>Something went round.</summary>
    public static LightState Green(string outcome, params (string Name, object? Value)[] values) => new(LightColour.Green, outcome, null, values);

    /// <summary>Nothing is known to be wrong.</summary>
    public static LightState Amber(string outcome, string? link, params (string Name, object? Value)[] values) => new(LightColour.Amber, outcome, link, values);

    /// <summary>It does not work.</summary>
    public static LightState Red(string outcome, string? link, params (string Name, object? Value)[] values) => new(LightColour.Red, outcome, link, values);
}

/// <summary>Looks at one matter, now; never throws for what it finds. Registered under its platform's name.</summary>
public interface ILight
{
    /// <summary>The last part of its phrases' keys.</summary>
    string Key { get; }

    /// <summary>False where the matter does not arise.</summary>
    bool Applies => true;

    /// <summary>How it stands.</summary>
    Task<LightState> LookAsync(CancellationToken cancel);
}
