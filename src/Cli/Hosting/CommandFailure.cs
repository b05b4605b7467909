namespace Dutchbook.Cli;

/// <summary>
/// Ends a command with an exit code and a message a person can act on. Printed on stderr without a trace.
/// </summary>
internal sealed class CommandFailure(ExitCode code, string message, IReadOnlyList<string>? details = null)
    : Exception(message)
{
    public ExitCode Code { get; } = code;

    /// <summary>Further lines, such as each error of a configuration.</summary>
    public IReadOnlyList<string> Details { get; } = details ?? [];
}
