using System.Reflection;
using CollabBot.Core.Chat;

namespace CollabBot.Core.Commands;

/// <summary>One command as found by scanning.</summary>
public sealed class CommandInfo
{
    private readonly ConstructorInfo constructor;
    private readonly Func<object, object, Turn, CancellationToken, Task<Reply>> run;

    internal CommandInfo(CommandAttribute attribute, ConstructorInfo constructor, Type handlerType, IReadOnlyList<CommandParameter> parameters)
    {
        this.constructor = constructor;
        Attribute = attribute;
        RecordType = constructor.DeclaringType!;
        HandlerType = handlerType;
        Parameters = parameters;
        run = typeof(CommandInfo).GetMethod(nameof(Run), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(RecordType)
            .CreateDelegate<Func<object, object, Turn, CancellationToken, Task<Reply>>>();
    }

    /// <summary>The English name of its attribute.</summary>
    public string Name => Attribute.Name;

    /// <summary>Roles, places and manners.</summary>
    public CommandAttribute Attribute { get; }

    /// <summary>The command record.</summary>
    public Type RecordType { get; }

    /// <summary>The class that handles it, to be resolved from the services.</summary>
    public Type HandlerType { get; }

    /// <summary>In the order of the constructor.</summary>
    public IReadOnlyList<CommandParameter> Parameters { get; }

    /// <summary>Whether free words have a place in it.</summary>
    internal bool TakesText => Parameters.Any(p => p.Kind == ParameterKind.Rest);

    /// <summary>Runs a handler of <see cref="HandlerType"/> on a record of <see cref="RecordType"/>.</summary>
    public Task<Reply> RunAsync(object handler, object command, Turn turn, CancellationToken cancel) => run(handler, command, turn, cancel);

    /// <summary>Makes the record; arguments stand in the order of the parameters.</summary>
    internal object Make(object?[] arguments) => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static Task<Reply> Run<T>(object handler, object command, Turn turn, CancellationToken cancel) =>
        ((IHandler<T>)handler).HandleAsync((T)command, turn, cancel);
}
