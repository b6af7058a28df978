using CollabBot;
using CollabBot.Cli;

return args is [var verb, ..] && AdminCommands.Has(verb)
    ? await AdminCommands.RunAsync(args)
    : await Service.RunAsync(args);

/// <summary>The executable's entry point; public so that tests can host it.</summary>
public partial class Program;
