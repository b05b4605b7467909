using Dutchbook.Domain;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>One opportunity as a block of text: what to buy, what it costs and must pay, why it must, and what to mind.</summary>
internal static class OpportunityView
{
    public static void Show(IAnsiConsole console, Opportunity opportunity, int number)
    {
        string apr = opportunity.AnnualReturn is { } annual ? $", {Percent(annual)} a year" : "";
        string colour = opportunity.Grade == Grade.A ? "green" : opportunity.Grade == Grade.D ? "yellow" : "cyan";
        console.MarkupLine($"[bold]{number,2}. [{colour}]{Dollars(opportunity.Edge)} edge[/][/] on "
            + $"{Dollars(opportunity.Cost + opportunity.Fees)} ({Percent(Ratio.Of(opportunity.Edge, opportunity.Cost + opportunity.Fees))}{apr})"
            + $"  grade {opportunity.Grade}  {opportunity.Status}");
        console.MarkupLine($"    {opportunity.Signal.Word()}  [grey]{opportunity.Id}[/]");
        foreach (BasketLeg leg in opportunity.Legs)
        {
            console.MarkupLine(Leg(leg));
        }

        string when = opportunity.PaysAt is { } pays ? $", expected by {pays.UtcDateTime:yyyy-MM-dd}" : "";
        console.MarkupLine($"    costs {Dollars(opportunity.Cost)} + fees {Dollars(opportunity.Fees)}, "
            + $"pays at least {Dollars(opportunity.MinPayout)}{when}; "
            + $"{JsonText.Rounded(opportunity.Magnitude)} a unit, score {JsonText.Rounded(opportunity.Score)}");
        const int RelationsShown = 2;
        foreach (RelationUse use in opportunity.Relations.Take(RelationsShown))
        {
            ShowRelation(console, use);
        }

        if (opportunity.Relations.Count > RelationsShown)
        {
            console.MarkupLine($"    [grey]and {opportunity.Relations.Count - RelationsShown} relations more say the same[/]");
        }

        foreach (string caveat in opportunity.Caveats)
        {
            console.MarkupLine($"    [yellow]mind:[/] {Text(caveat, 200)}");
        }

        console.WriteLine();
    }

    /// <summary>Dollars and cents, rounded toward minus infinity: a gain is never flattered. JSON has every digit.</summary>
    public static string Dollars(Money money)
    {
        long cents = Math.DivRem(money.Micros, 10_000, out long rest) - (rest < 0 ? 1 : 0);
        return $"{(cents < 0 ? "-" : "")}${FixedPoint.Format(Math.Abs(cents), 2, 2)}";
    }

    private static string Leg(BasketLeg leg)
    {
        const int Shown = 3;
        string levels = string.Join(", ", leg.Levels.Take(Shown)
            .Select(static level => $"{level.Quantity} @ {Cents(level.Price)}"));
        string more = leg.Levels.Count > Shown ? $" and {leg.Levels.Count - Shown} levels more" : "";
        string side = leg.Claim.Side == Side.Yes ? "YES" : "NO ";
        return $"    buy {side} [bold]{Text(leg.Claim.Market.Ticker, 40)}[/]  {levels}{more}"
            + $"  [grey]{Dollars(leg.Cost)} fee {Dollars(leg.Fee)}[/]";
    }

    private static void ShowRelation(IAnsiConsole console, RelationUse use)
    {
        Relation relation = use.Relation;
        console.MarkupLine($"    why: {relation.Type}, {relation.Tier} by rule {Text(relation.Rule, 40)}"
            + $" [grey](relation {relation.Id}, confidence {relation.Confidence})[/]");
        foreach (Evidence evidence in relation.Evidence.Take(3))
        {
            console.MarkupLine($"      [grey]{Text(evidence.ToString(), 160)}[/]");
        }
    }

    /// <summary>Prices as traders write them: cents, with decimals only where the grid has them.</summary>
    private static string Cents(Price price) => FixedPoint.Format(price.Ticks, 2, 0) + "c";

    private static string Percent(Ratio ratio)
    {
        long tenths = ratio.PartsPerMillion / 1_000;
        return FixedPoint.Format(tenths, 1, 1) + " %";
    }

    private static string Text(string text, int most) => TerminalText.Markup(text, most);
}
