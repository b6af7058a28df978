namespace CollabBot.Feishu.Doctor;

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

/// <summary>One matter of the connection to Feishu: what is the case in one sentence, and the page where it can be put right.</summary>
public sealed record Light(string Key, string Name, LightColour Colour, string Sentence, string? Link);

/// <summary>A light before it is put into words: the phrase <c>feishu.doctor.key.outcome</c> with its values.</summary>
internal sealed record LightState(LightColour Colour, string Outcome, string? Link, params (string Name, object? Value)[] Values)
{
    public static LightState Green(string outcome, params (string Name, object? Value)[] values) => new(LightColour.Green, outcome, null, values);

    public static LightState Amber(string outcome, string? link, params (string Name, object? Value)[] values) => new(LightColour.Amber, outcome, link, values);

    public static LightState Red(string outcome, string? link, params (string Name, object? Value)[] values) => new(LightColour.Red, outcome, link, values);
}

/// <summary>Looks at one matter, now; never throws for what it finds.</summary>
internal interface ILight
{
    /// <summary>The last part of its phrases' keys.</summary>
    string Key { get; }

    /// <summary>False where the matter does not arise.</summary>
    bool Applies => true;

    Task<LightState> LookAsync(CancellationToken cancel);
}
