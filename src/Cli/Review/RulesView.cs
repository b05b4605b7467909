using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// The rules of a relation's markets with today's quotes, the quoted sentences between marks: two of them side by side where a reader
/// sits before a terminal, any number one after the other elsewhere. No profit is shown, here as in the queue.
/// </summary>
internal static class RulesView
{
    private const int Shown = 4;
    private const int Longest = 4_000;

    public static void Show(CommandScope scope, IReadOnlyList<string> tickers, StoredReview? review, IMarketStore markets, bool isTerminal)
    {
        StoredMarket[] found = [.. tickers.Take(Shown).Select(markets.Find).OfType<StoredMarket>()];
        if (isTerminal && tickers.Count == 2 && found.Length == 2)
        {
            SideBySide(scope, found[0], found[1], review);
            return;
        }

        foreach (StoredMarket market in found)
        {
            scope.Output.Line("");
            scope.Output.Line(Heading(market));
            scope.Output.Line($"  {TerminalText.Clean(ReviewView.Highlight(market.RulesPrimary.ToString(), review), Longest)}");
            scope.Output.Line($"  {TerminalText.Clean(ReviewView.Highlight(market.RulesSecondary.ToString(), review), Longest)}");
        }

        if (tickers.Count > Shown)
        {
            scope.Output.Line("");
            scope.Output.Line($"and {tickers.Count - Shown} markets more: {TerminalText.Clean(string.Join(", ", tickers.Skip(Shown)), 2_000)}");
        }
    }

    private static void SideBySide(CommandScope scope, StoredMarket left, StoredMarket right, StoredReview? review)
    {
        scope.Output.Line("");
        Table table = Tables.Plain(Heading(left), Heading(right));
        table.AddRow(Cell(left.Title.ToString(), null), Cell(right.Title.ToString(), null));
        table.AddRow(Cell(left.RulesPrimary.ToString(), review), Cell(right.RulesPrimary.ToString(), review));
        table.AddRow(Cell(left.RulesSecondary.ToString(), review), Cell(right.RulesSecondary.ToString(), review));
        scope.Output.Table(table);
    }

    private static string Heading(StoredMarket market)
    {
        Quote quote = market.Quote;
        return $"{TerminalText.Clean(market.Ticker, 100)}  bid {(quote.HasYesBid ? quote.YesBid : "none")}  "
            + $"ask {(quote.HasYesAsk ? quote.YesAsk : "none")}  {TerminalText.Clean(market.Status, 30)}";
    }

    /// <summary>In a terminal the quoted sentences are bold too; marks that a stranger wrote into his rules are left as they are.</summary>
    private static string Cell(string rules, StoredReview? review)
    {
        bool isPlain = !rules.Contains('\u00BB') && !rules.Contains('\u00AB');
        string text = TerminalText.Markup(ReviewView.Highlight(rules, review), Longest);
        return isPlain && text.Count(static letter => letter == '\u00BB') == text.Count(static letter => letter == '\u00AB')
            ? text.Replace("\u00BB", "[bold]\u00BB", StringComparison.Ordinal).Replace("\u00AB", "\u00AB[/]", StringComparison.Ordinal)
            : text;
    }
}
