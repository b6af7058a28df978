using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Ping;

/// <summary>Asks whether the bot hears; the answer carries a button that asks whether presses arrive, too.</summary>
[Command("ping", Hidden = true)]
public sealed record SayPing;

/// <summary>The button of the answer.</summary>
[Command("ping button", Hidden = true)]
public sealed record PressPing;

internal sealed class SayPingHandler : IHandler<SayPing>
{
    public Task<Reply> HandleAsync(SayPing command, Turn turn, CancellationToken cancel) => Task.FromResult<Reply>(new Pong(turn.Now));
}

internal sealed class PressPingHandler : IHandler<PressPing>
{
    public Task<Reply> HandleAsync(PressPing command, Turn turn, CancellationToken cancel) => Task.FromResult<Reply>(new PongPressed(turn.Now));
}

/// <summary>The bot heard.</summary>
public sealed record Pong(DateTimeOffset HeardAt) : View;

/// <summary>The press arrived.</summary>
public sealed record PongPressed(DateTimeOffset HeardAt) : View;
