using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>What `replay` and `backtest` share: which tapes, and which part of them.</summary>
internal sealed class TapeArguments
{
    public Argument<string[]> Tapes { get; } = new("tape")
    {
        Description = "Files of a tape, or folders of them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The same as an option.</summary>
    public Option<string[]> Tape { get; } = new("--tape")
    {
        Description = "Files of a tape, or folders of them.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> From { get; } = new("--from")
    {
        Description = "Count from here; what led there is replayed all the same.",
        HelpName = "time",
    };

    public Option<string?> To { get; } = new("--to") { Description = "End here.", HelpName = "time" };

    public Option<string?> LookEvery { get; } = new("--look-every")
    {
        Description = "Look at fixed intervals, such as 250ms (default: where the recorder looked).",
        HelpName = "time",
    };

    public Option<string?> AssumeFee { get; } = new("--assume-fee")
    {
        Description = "Fee terms for tapes without series, such as quadratic:1. What rests on them is never executable.",
        HelpName = "type:multiplier",
    };

    public Option<string[]> Markets { get; } = new("--markets")
    {
        Description = "With a CSV of candlesticks as the tape: the markets, as JSON lines of the venue.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string[]> Events { get; } = new("--events")
    {
        Description = "With a CSV of candlesticks as the tape: the events, as JSON lines of the venue.",
        HelpName = "file",
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Tapes);
        foreach (Option option in new Option[] { Tape, From, To, LookEvery, AssumeFee, Markets, Events })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="CommandFailure">No tape is named, or what is named is not there.</exception>
    public string[] Paths(ParseResult arguments, HomeFolder home)
    {
        string[] named = [.. arguments.GetValue(Tapes) ?? [], .. arguments.GetValue(Tape) ?? []];
        if (named.Length == 0)
        {
            named = Directory.Exists(home.Tapes)
                ? [home.Tapes]
                : throw new CommandFailure(ExitCode.Usage, $"Name a tape: there is none in {home.Tapes} yet. `dutchbook record` makes one.");
        }

        return named.FirstOrDefault(static path => !File.Exists(path) && !Directory.Exists(path)) is { } missing
            ? throw new CommandFailure(ExitCode.Usage, $"{missing} is not there.")
            : named;
    }

    /// <summary>Tapes; or one recording of another kind, told by what it is.</summary>
    /// <exception cref="CommandFailure">Nothing of it can be read.</exception>
    public ITapeSource Open(ParseResult arguments, string[] paths)
    {
        if (paths.Any(IsCandles) || paths.Any(EnvelopeTape.Is))
        {
            string[] markets = arguments.GetValue(Markets) ?? [], events = arguments.GetValue(Events) ?? [];
            string? problem = paths.Length > 1 ? "A recording of another kind is read alone: name one."
                : EnvelopeTape.Is(paths[0]) ? null
                : markets.Length == 0 ? "Candlesticks say nothing of their markets: name a file of those with --markets."
                : markets.Concat(events).FirstOrDefault(static path => !File.Exists(path)) is { } missing ? $"{missing} is not there."
                : null;
            return problem is not null ? throw new CommandFailure(ExitCode.Usage, problem)
                : EnvelopeTape.Is(paths[0]) ? new EnvelopeTape(paths[0])
                : new CandleTape(paths[0], markets, events)
                {
                    From = arguments.GetValue(From) is { } from ? ScanArguments.ParseTime(from, From.Name) : DateTimeOffset.UnixEpoch,
                };
        }

        TapeSet tapes = new(paths);
        return tapes.Names.Count > 0
            ? tapes
            : throw new CommandFailure(ExitCode.Usage, "Nothing of it can be replayed.", [.. tapes.Troubles.Select(static item => item.ToString())]);
    }

    private static bool IsCandles(string path) =>
        path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".csv.gz", StringComparison.Ordinal);

    /// <exception cref="CommandFailure">An option does not say what it must.</exception>
    public ReplayOptions Options(ParseResult arguments)
    {
        FeeTerms? fee = null;
        if (arguments.GetValue(AssumeFee) is { } text && !FeeAssumption.TryParse(text, out fee))
        {
            throw new CommandFailure(ExitCode.Usage, $"--assume-fee {text} is not a fee. Write it like quadratic:1.");
        }

        return new ReplayOptions
        {
            LookEvery = arguments.GetValue(LookEvery) is { } every ? DurationText.Parse(every, LookEvery.Name) : null,
            From = arguments.GetValue(From) is { } from ? ScanArguments.ParseTime(from, From.Name) : DateTimeOffset.MinValue,
            To = arguments.GetValue(To) is { } to ? ScanArguments.ParseTime(to, To.Name) : DateTimeOffset.MaxValue,
            AssumedFee = fee,
        };
    }
}
