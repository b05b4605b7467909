using System.CommandLine;
using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The options that `scan` and `relations list` share: what is read, and how an old recording is to be understood.</summary>
internal sealed class ScanArguments
{
    /// <summary>A date is its first moment, and what has no zone is UTC: nothing may depend on the machine's clock or place.</summary>
    private static readonly string[] Times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    public ScanArguments() => Snapshot.Validators.Add(static result =>
    {
        // A list of files swallows the option behind it where no file was named.
        if (result.Tokens.FirstOrDefault(static token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option)
        {
            result.AddError($"--snapshot needs the name of a file, and {option.Value} is none.");
        }
    });

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

    /// <summary>The files to read; none for the live venue.</summary>
    /// <exception cref="CommandFailure">An option was given that only a recording can follow.</exception>
    public string[] ReadFiles(ParseResult arguments, string otherwise)
    {
        string[] files = arguments.GetValue(Snapshot) ?? [];
        Option? idle = new Option[] { At, Era, AssumeFee }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false });
        return files.Length > 0 || idle is null
            ? SnapshotFiles.Expand(files)
            : throw new CommandFailure(ExitCode.Usage, $"{idle.Name} says how a recording is to be read, and {otherwise} reads none. "
                + "Name its files with --snapshot, or leave the option out.");
    }

    /// <exception cref="CommandFailure">It is no time.</exception>
    public DateTimeOffset? ReadAt(ParseResult arguments)
    {
        return arguments.GetValue(At) is { } text ? ParseTime(text, At.Name) : null;
    }

    /// <exception cref="CommandFailure">It is no time.</exception>
    public static DateTimeOffset ParseTime(string text, string option) => DateTimeOffset.TryParseExact(
        text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
        ? at.ToUniversalTime()
        : throw new CommandFailure(ExitCode.Usage, $"{option} {text} is not a time. Write it like 2025-08-14T16:00:00Z.");
}
