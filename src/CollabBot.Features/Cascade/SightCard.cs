using CollabBot.Core.Chat;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>What a goal has to do with one person: the company's number, the department's words, the line of their role. One live card per person.</summary>
public sealed record SightCard(Goal Goal, Translation Translation, string? Role, Sight Sight) : View
{
    private const int MostButtons = 8;

    public override string? Key => $"sight:{Sight.Id}";

    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;

    public decimal Current => Goal.Current;

    public RoleLine? Line => Translation.LineOf(Role);

    public bool MustChoose => Line is null;

    /// <summary>The roles to choose from.</summary>
    public IReadOnlyList<RoleLine> Choices => [.. Translation.Lines.Take(MostButtons)];

    /// <summary>What they were sent before; null the first time.</summary>
    public Sight? Old { get; init; }

    public bool LineChanged => Old is not null && Old.Line != Sight.Line;

    public bool PlainChanged => Old is not null && Old.Plain != Sight.Plain;

    public bool HasChanged => LineChanged || PlainChanged;

    public bool IsUnderstood => Sight.Ack == Ack.Understood;

    public bool IsNotMine => Sight.Ack == Ack.NotMine;
}
