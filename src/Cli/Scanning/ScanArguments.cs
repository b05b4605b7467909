using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The options that `scan` and `relations list` share: what is read, and how an old recording is to be understood.</summary>
internal sealed class ScanArguments
{
    public Option<string[]> Snapshot { get; } = new("--snapshot")
    {
        Description = "Recorded API responses instead of the live venue: .json, .jsonl, .gz; several files are read as one.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> At { get; } = new("--at")
    {
        Description = "The instant a recording speaks for, where it does not say so itself.",
        HelpName = "time",
    };

    public Option<string> Era { get; } = new Option<string>("--era")
    {
        Description = "`cents` for recordings from before March 2026 with integer-cent prices.",
        DefaultValueFactory = static _ => "current",
    }.AcceptOnlyFromAmong("current", "cents");

    public Option<string?> AssumeFee { get; } = new("--assume-fee")
    {
        Description = "Fee terms for recordings without series, such as quadratic:1. What rests on them is never executable.",
        HelpName = "type:multiplier",
    };

    public IEnumerable<Option> All => [Snapshot, At, Era, AssumeFee];

    /// <exception cref="CommandFailure">The time is not a time with an offset.</exception>
    public DateTimeOffset? ReadAt(ParseResult arguments)
    {
        if (arguments.GetValue(At) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? at.ToUniversalTime()
            : throw new CommandFailure(ExitCode.Usage, $"--at {text} is not a time. Write it like 2025-08-14T16:00:00Z.");
    }
}
