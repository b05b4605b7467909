using System.CommandLine;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>`history status`: what there is, what is missing, and what it takes.</summary>
internal sealed class HistoryStatusCommand(CommandHost host, GlobalOptions globals)
{
    public Command Create()
    {
        DocumentedCommand command = new("status", "The days there are, the gaps in them, and what they take.",
            new Example("dutchbook history status", "also while a run writes"),
            new Example("dutchbook history status --format json", "with every stretch, for a program"));
        command.SetAction(arguments => (int)Run(arguments));
        return command;
    }

    private ExitCode Run(ParseResult arguments)
    {
        using CommandScope scope = CommandScope.Open(host, globals, arguments);
        Configuration configuration = scope.RequireConfiguration();
        using IQuoteHistoryReader history = HistoryCommand.Open(scope);
        QuoteTotals totals = history.Totals();
        IReadOnlyList<QuoteStretch> stretches = history.Stretches();
        if (scope.Output.IsJson)
        {
            scope.Output.Document(json => HistoryStatusView.Write(json, scope.Home.History, totals, stretches));
        }
        else
        {
            HistoryStatusView.Show(scope, configuration.History, totals, stretches);
        }

        return ExitCode.Done;
    }
}
