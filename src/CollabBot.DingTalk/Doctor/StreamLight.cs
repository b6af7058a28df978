using CollabBot.Core.Doctor;
using CollabBot.DingTalk.Inbound.Stream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Green when the stream is open and brought a message. How many other programs take part in it DingTalk tells nobody.</summary>
internal sealed class StreamLight(StreamState state, ProofBook book, IServiceProvider services, IOptions<DingTalkOptions> options) : ILight
{
    public string Key => "stream";

    public bool Applies => options.Value.Receive == ReceiveMode.Stream;

    public async Task<LightState> LookAsync(CancellationToken cancel)
    {
        if (state.Open)
            return book.Now.MessageAt is { } at && at >= state.FirstOpenedAt ? LightState.Green("ok", ("at", at)) : LightState.Amber("open", null);
        // A ticket that lapses unused: a connection would take messages away from the service that runs
        var (_, problem) = await services.GetRequiredService<StreamDialer>().AskAsync(cancel);
        if (problem is { Hopeless: false })
            return LightState.Red("silent", null, ("reason", problem.Reason));
        if (problem is not null)
            return LightState.Red("bad", DingTalkConsole.Apps, ("reason", problem.Reason));
        // A one-off command keeps no connection; a service opens it by itself
        if (!state.Wanted)
            return LightState.Amber("idle", null);
        return state.FirstOpenedAt is null ? LightState.Amber("opening", null) : LightState.Red("lost", null);
    }
}
