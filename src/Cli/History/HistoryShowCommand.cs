using System.CommandLine;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>`history show`: how the best prices of one market changed.</summary>
internal sealed class HistoryShowCommand(CommandHost host, GlobalOptions globals)
{
    private readonly Argument<string> ticker = new("ticker") { Description = "The market." };

    private readonly HistorySpan span = new();

    private readonly Option<int> limit = new Option<int>("--limit")
    {
        Description = "The newest so many rows of the span.",
        DefaultValueFactory = static _ => 50,
        HelpName = "count",
    }.AtLeast(1);

    public Command Create()
    {
        DocumentedCommand command = new("show", "How the best prices of a market changed.",
            new Example("dutchbook history show KXHIGHNY-26MAR02-T50", "the newest fifty changes of the newest day"),
            new Example("dutchbook history show KXHIGHNY-26MAR02-T50 --from 2h --to 1h --format json", "an hour of it, for a program"));
        command.Arguments.Add(ticker);
        command.Options.Add(span.From);
        command.Options.Add(span.To);
        command.Options.Add(limit);
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        DateTimeOffset now = scope.Clock.GetUtcNow();
        (DateTimeOffset? from, DateTimeOffset? to) = span.Read(arguments, now);
        string name = arguments.GetValue(ticker)!;
        using IQuoteHistoryReader history = HistoryCommand.Open(scope);
        IReadOnlyList<QuoteStretch> stretches = history.Stretches();
        DateOnly newest = history.Totals().Days is [.., var day] ? day.Day : DateOnly.FromDateTime(now.UtcDateTime);
        long first = (from ?? new DateTimeOffset(newest.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)).ToUnixTimeMilliseconds();
        long last = (to ?? now).ToUnixTimeMilliseconds();
        if (history.Read(name, first, last) is not { } changes)
        {
            throw new CommandFailure(ExitCode.NoMatch, $"The history knows no market {TerminalText.Clean(name, 100)}. Tickers are written in capitals.");
        }

        QuoteStretch[] told = [.. stretches.Where(stretch => stretch.From <= last)];
        QuoteChange[] all = [.. QuoteTimeline.Within(QuoteTimeline.Of(changes, told), first, last)];
        QuoteChange[] shown = [.. all.TakeLast(arguments.GetValue(limit))];
        HistoryPage page = new(name, first, last, shown, all.Length - shown.Length, told);
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => HistoryView.Write(json, page));
        }
        else
        {
            HistoryView.Show(scope, page);
        }

        return ExitCode.Done;
    }
}
