using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.People;

/// <summary>Says which department the speaker works in.</summary>
[Command("department join")]
public sealed record JoinDepartment(Rest Name);

/// <summary>Says who is there to help in the joined department.</summary>
public sealed record DepartmentJoined(Department Joined) : View;

internal sealed class JoinDepartmentHandler : IHandler<JoinDepartment>
{
    public async Task<Reply> HandleAsync(JoinDepartment command, Turn turn, CancellationToken cancel)
    {
        var department = turn.ExistingDepartment(command.Name.Text);
        await turn.ChangeAsync(turn.Actor, p => p with { DepartmentId = department.Id }, cancel);
        return new DepartmentJoined(department);
    }
}
