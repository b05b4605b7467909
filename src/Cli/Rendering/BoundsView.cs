using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// The bounds of a market for a reader: the quote, both bounds, what they are made of, and what that means.
/// </summary>
internal sealed class BoundsView(IAnsiConsole console)
{
    public void Show(PriceBounds bounds)
    {
        Market market = bounds.Market;
        console.MarkupLine($"[bold]{Text(market.Ticker, 80)}[/]  {Text(market.YesSubTitle.ToString(), 80)}");
        console.MarkupLine($"  for {bounds.Contracts} contracts, fees included: buying YES costs {Price(bounds.Ask)}, "
            + $"selling it brings {Price(bounds.Bid)}");
        console.WriteLine();
        Show("Sell it elsewhere", "the related books bring at most", bounds.Sell);
        Show("Build it elsewhere", "the related books ask at least", bounds.Build);
        foreach (string note in bounds.Notes)
        {
            console.MarkupLine($"[yellow]mind[/] {Text(note, 400)}");
        }

        console.MarkupLine(Verdict(bounds));
    }

    private void Show(string title, string words, PriceBound? bound)
    {
        if (bound is null)
        {
            return;
        }

        console.MarkupLine($"[bold]{title}:[/] {words} {JsonText.Rounded(bound.Price)} a contract");
        Table table = Tables.Plain("Buy", "Contracts", "Cost", "Fee");
        foreach (int column in (ReadOnlySpan<int>)[1, 2, 3])
        {
            table.Columns[column].Alignment = Justify.Right;
        }

        foreach (BoundLeg leg in bound.Legs)
        {
            table.AddRow(
                Text(leg.Claim.ToString(), 80),
                leg.Quantity.ToString(),
                OpportunityView.Dollars(leg.Cost),
                OpportunityView.Dollars(leg.Fee));
        }

        console.Write(table);
        foreach (RelationUse use in bound.Relations)
        {
            console.MarkupLine($"  [grey]{use.Relation.Type} by {Text(use.Relation.Rule, 40)}, {use.Relation.Id}: "
                + $"{Text(string.Join(", ", use.Tickers), 300)}[/]");
        }

        console.WriteLine();
    }

    private static string Verdict(PriceBounds bounds) => bounds switch
    {
        { Ask: Money ask, Sell.Price: Money sell } when ask < sell =>
            "[green]Cheap:[/] it costs less here than the related books pay for it.",
        { Bid: Money bid, Build.Price: Money build } when bid > build =>
            "[green]Dear:[/] it brings more here than building it elsewhere costs.",
        { Sell: null, Build: null } => "Nothing bounds this quote.",
        _ => "The quote lies within what the related books allow.",
    };

    private static string Price(Money? price) =>
        price is Money known ? JsonText.Rounded(known) : "nothing (nobody quotes)";

    private static string Text(string text, int most) => TerminalText.Markup(text, most);
}
