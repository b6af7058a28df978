namespace CollabBot.Core.Commands;

/// <summary>A phrase value that is said as the parameter's label in the reader's language.</summary>
public sealed record CommandParameterName(string Command, string Parameter);
