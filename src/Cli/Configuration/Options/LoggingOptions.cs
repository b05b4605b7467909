namespace Dutchbook.Cli;

/// <summary>How much is logged, by the names of the original configuration file.</summary>
internal enum LogLevel
{
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>What is logged, and where.</summary>
[Section("What is logged, and where.")]
internal sealed record LoggingOptions
{
    [Setting("The least important message that is written to the file.")]
    public LogLevel Level { get; init; } = LogLevel.Info;

    [Setting("The log file; a relative path is taken from the home folder.", IsPath = true)]
    public string File { get; init; } = "logs/trader.log";

    [Setting("The log of trades; a relative path is taken from the home folder.", IsPath = true)]
    public string TradeLog { get; init; } = "logs/trades.log";
}
