namespace Dutchbook.Cli;

/// <summary>What the shell is told. Scripts depend on these numbers.</summary>
internal enum ExitCode
{
    /// <summary>Done; a scan that finds nothing is done too.</summary>
    Done = 0,

    Failed = 1,

    /// <summary>Bad usage, configuration or unreadable input.</summary>
    Usage = 2,

    /// <summary>An id or filter that matches nothing.</summary>
    NoMatch = 3,

    /// <summary>Stopped by Ctrl-C: 128 plus the number of the interrupt signal.</summary>
    Interrupted = 130,
}
