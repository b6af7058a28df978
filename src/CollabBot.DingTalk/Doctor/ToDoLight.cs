using CollabBot.Core;
using CollabBot.Core.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Where to-dos are wanted: green when DingTalk did what was asked about somebody's.</summary>
internal sealed class ToDoLight(ProofBook book, DingTalkConsole console, IOptions<TeamOptions> team) : ILight
{
    public string Key => "todo";

    public bool Applies => team.Value.ToDos;

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(book.Now.ToDo switch
    {
        null => LightState.Amber("unproved", console.Scope(DingTalkScopes.ToDos)),
        { Code: "" } done => LightState.Green("ok", ("at", done.At)),
        var refused => LightState.Red("bad", console.Scope(DingTalkScopes.ToDos), DingTalkLights.Reason(refused.Code)),
    });
}
