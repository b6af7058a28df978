namespace CollabBot.Core.Chat;

/// <summary>Sees every turn right before it commits, whoever staged what, and may stage what follows: for copies that must follow records wherever these change.</summary>
public interface ITurnWatch
{
    /// <summary>Looks at what is staged.</summary>
    Task SeeAsync(Turn turn, CancellationToken cancel);
}
