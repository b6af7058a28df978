using CollabBot.Core.Text;

namespace CollabBot.Core.Connect;

/// <summary>A code that waits to be scanned; <paramref name="ShortUrl"/> does the same with less filled in, for where a big code does not fit.</summary>
public abstract record WaitingCode(string Url, string ShortUrl, DateTimeOffset Until);

/// <summary>How it ended: the settings of an app, or why there is none.</summary>
public sealed record MadeApp(IReadOnlyDictionary<string, string>? Settings, Phrase? Problem);

/// <summary>Has the platform make an app, once somebody scans a code and confirms.</summary>
public interface IAppMaker
{
    /// <summary>Asks for a code; null with the problem when there is none.</summary>
    Task<(WaitingCode? Code, Phrase? Problem)> BeginAsync(Func<string, string?> given, string name, CancellationToken cancel);

    /// <summary>Waits until somebody decided, or the code ran out.</summary>
    Task<MadeApp> WaitAsync(WaitingCode code, CancellationToken cancel);
}
