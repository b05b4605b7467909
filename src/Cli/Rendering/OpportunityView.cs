using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>
/// Opportunities as blocks of text: what to buy, what it costs and must pay, why it must, and what to mind. One view shows one
/// list, because a basket that shares a leg with an earlier one cannot be bought in full beside it.
/// </summary>
internal sealed class OpportunityView(IAnsiConsole console)
{
    private const int Indent = 4;
    private const int RelationsShown = 2;
    private const int LevelsShown = 3;
    private const int LegsWithNames = 4;
    private const int WorldsShown = 6;

    private readonly Dictionary<Claim, int> _firstWith = [];

    public void Show(Opportunity opportunity, int number, OutsideView? outside = null, ModelOpinion? opinion = null)
    {
        ShowHeadline(opportunity, number);
        foreach (string sentence in opportunity.Explanation)
        {
            console.Write(new Padder(new Markup(Text(sentence, 600))).Padding(Indent, 0, 0, 0));
        }

        console.Write(new Padder(Legs(opportunity)).Padding(Indent, 0, 0, 0));
        Grid words = Columns(new GridColumn().NoWrap().PadRight(2), new GridColumn());
        AddMoney(words, opportunity);
        AddReasons(words, opportunity);
        if (opportunity.Uncertainty is { } uncertainty)
        {
            words.AddRow("trust", Trust(opportunity.Confidence, uncertainty));
        }

        OutsideRows.Add(words, outside);
        OpinionOutput.Add(words, opinion);
        AddShared(words, opportunity, number);
        if (opportunity.RestingOrder is { } order)
        {
            words.AddRow("more", Text(order.Words, 300));
        }

        foreach (string caveat in opportunity.Caveats)
        {
            words.AddRow("[yellow]mind[/]", Text(caveat, 300));
        }

        console.Write(new Padder(words).Padding(Indent, 0, 0, 0));
        if (Worlds(opportunity) is Table worlds)
        {
            console.Write(new Padder(worlds).Padding(Indent, 0, 0, 0));
        }

        console.WriteLine();
    }

    /// <summary>Dollars and cents, rounded toward minus infinity: a gain is never flattered. JSON has every digit.</summary>
    public static string Dollars(Money money)
    {
        long cents = Math.DivRem(money.Micros, 10_000, out long rest) - (rest < 0 ? 1 : 0);
        return $"{(cents < 0 ? "-" : "")}${FixedPoint.Format(Math.Abs(cents), 2, 2)}";
    }

    /// <summary>What a joint basket pays in each world of its markets: that no world is missing is what makes it safe.</summary>
    private static Table? Worlds(Opportunity opportunity)
    {
        if (opportunity.Basis != RelationBasis.Together)
        {
            return null;
        }

        Table table = Tables.Plain("Resolves YES", "Pays", "Result");
        table.Columns[1].Alignment = Justify.Right;
        table.Columns[2].Alignment = Justify.Right;
        foreach (PayoffWorld world in opportunity.Worlds.Take(WorldsShown))
        {
            table.AddRow(
                world.Yes.Count == 0 ? "none of these" : Text(string.Join(", ", world.Yes.Select(static market => market.Ticker)), 200),
                Dollars(world.Pays),
                Dollars(world.Pays - opportunity.Cost - opportunity.Fees));
        }

        int rest = opportunity.Worlds.Count - WorldsShown;
        if (rest > 0)
        {
            table.AddRow($"[grey]and {rest} worlds more that pay as much or more[/]", "", "");
        }

        return table;
    }

    private void ShowHeadline(Opportunity opportunity, int number)
    {
        Money outlay = opportunity.Cost + opportunity.Fees;
        string colour = opportunity.Grade switch { Grade.A => "green", Grade.D => "yellow", _ => "cyan" };
        console.MarkupLine($"[bold]{number,2}. [{colour}]{Dollars(opportunity.Edge)} edge[/][/] on {Dollars(outlay)} "
            + $"({Percent(Ratio.Of(opportunity.Edge, outlay))})  grade {opportunity.Grade}, {opportunity.Status}"
            + $"{(opportunity.Executable ? "" : ", [yellow]not executable[/]")}  [grey]{opportunity.Id}[/]");
    }

    private static Grid Legs(Opportunity opportunity)
    {
        Grid legs = Columns(
            new GridColumn().NoWrap().PadRight(1),
            new GridColumn().NoWrap().PadRight(2),
            new GridColumn().PadRight(2),
            new GridColumn().NoWrap().RightAligned().PadRight(1),
            new GridColumn().NoWrap().RightAligned());
        bool named = opportunity.Legs.Count <= LegsWithNames;
        foreach (BasketLeg leg in opportunity.Legs)
        {
            string name = named ? Name(leg.Claim.Market) : "";
            legs.AddRow(
                $"buy {(leg.Weight is 1 or > 12 ? "" : $"{leg.Weight} ")}{(leg.Claim.Side == Side.Yes ? "YES" : "NO")}",
                $"[bold]{Text(leg.Claim.Market.Ticker, 40)}[/]{(name.Length > 0 ? $"\n[grey]{name}[/]" : "")}",
                Levels(leg),
                Dollars(leg.Cost),
                $"[grey]+ {Dollars(leg.Fee)}[/]");
        }

        return legs;
    }

    /// <summary>What the market asks, as short as the venue says it.</summary>
    private static string Name(Market market)
    {
        string name = market.YesSubTitle.ToString();
        return Text(name.Length > 0 ? name : market.Title.ToString(), 36);
    }

    private static string Levels(BasketLeg leg)
    {
        string levels = string.Join(", ", leg.Levels.Take(LevelsShown)
            .Select(static level => $"{level.Quantity} @ {Cents(level.Price)}"));
        return leg.Levels.Count > LevelsShown ? $"{levels}, {leg.Levels.Count - LevelsShown} levels more" : levels;
    }

    private static void AddMoney(Grid words, Opportunity opportunity)
    {
        words.AddRow("costs", $"{Dollars(opportunity.Cost)} + fees {Dollars(opportunity.Fees)} for {opportunity.Baskets} "
            + $"{(opportunity.Baskets == opportunity.Units ? "baskets" : "contracts of the largest leg")}: {JsonText.Rounded(opportunity.Magnitude)} edge each, score {JsonText.Rounded(opportunity.Score)}");
        string when = opportunity.PaysAt is { } pays ? $", expected by {pays.UtcDateTime:yyyy-MM-dd}" : ", date unknown";
        string annual = opportunity.AnnualReturn is { } rate ? $" ({Percent(rate)} a year)" : "";
        words.AddRow("pays", $"at least {Dollars(opportunity.MinPayout)}{when}{annual}");
        if (opportunity.Basis == RelationBasis.Together && opportunity.Bound is { } bound)
        {
            words.AddRow("bound", $"no quantities of these claims earn more than {Dollars(bound)} on these books");
        }
    }

    private static void AddReasons(Grid words, Opportunity opportunity)
    {
        IReadOnlyList<Evidence> told = [];
        foreach (RelationUse use in opportunity.Relations.Take(RelationsShown))
        {
            Relation relation = use.Relation;
            string head = $"{relation.Type}, {relation.Tier} by {Text(relation.Rule, 40)} [grey]{relation.Id}, "
                + $"confidence {relation.Confidence}[/]";
            bool isRepeat = told.SequenceEqual(relation.Evidence);
            string[] lines = isRepeat
                ? [$"{head} on the same evidence"]
                : [head, .. relation.Evidence.Take(RelationsShown + 1).Select(static item => $"[grey]{Text(item.ToString(), 240)}[/]")];
            words.AddRow("why", string.Join('\n', lines));
            told = relation.Evidence;
        }

        if (opportunity.Relations.Count > RelationsShown)
        {
            string rest = opportunity.Basis == RelationBasis.Alone ? "say the same" : "are needed";
            words.AddRow("", $"[grey]and {opportunity.Relations.Count - RelationsShown} relations more {rest}[/]");
        }
    }

    private static string Trust(Ratio confidence, Uncertainty uncertainty)
    {
        string source = uncertainty.IsCalibrated
            ? $"{uncertainty.Held} of {uncertainty.Held + uncertainty.Broken} settled ones held"
            : "by a stated prior, none has settled";
        string verdict = uncertainty.QuarterKelly > Ratio.Zero
            ? $"quarter-Kelly {Percent(uncertainty.QuarterKelly)}, stake {Percent(uncertainty.Stake)} of the bankroll"
            : "[yellow]below the break-even[/]: no stake";
        return $"confidence {confidence}, break-even {Thousandths(uncertainty.BreakEven, up: true)}; a mispricing of "
            + $"{uncertainty.Size.Words()} leaves {Thousandths(uncertainty.Posterior, up: false)} ({source}): {verdict}";
    }

    /// <summary>Three decimals, rounded the way that flatters nothing; JSON has every digit.</summary>
    private static string Thousandths(Ratio ratio, bool up) =>
        FixedPoint.Format((ratio.PartsPerMillion + (up ? 999 : 0)) / 1_000, 3, 0);

    private void AddShared(Grid words, Opportunity opportunity, int number)
    {
        int[] earlier = [.. opportunity.Legs
            .Select(leg => _firstWith.GetValueOrDefault(leg.Claim, number))
            .Where(first => first != number)
            .Distinct()
            .Order()];
        if (earlier.Length > 0)
        {
            words.AddRow("[yellow]mind[/]", $"takes the same quotes as number {string.Join(", ", earlier)}: not both in full");
        }

        foreach (BasketLeg leg in opportunity.Legs)
        {
            _firstWith.TryAdd(leg.Claim, number);
        }
    }

    private static Grid Columns(params GridColumn[] columns)
    {
        Grid grid = new();
        foreach (GridColumn column in columns)
        {
            column.PadLeft(0);
        }

        return grid.AddColumns(columns);
    }

    /// <summary>Prices as traders write them: cents, with decimals only where the grid has them.</summary>
    public static string Cents(Price price) => FixedPoint.Format(price.Ticks, 2, 0) + "c";

    /// <summary>A fraction as a percentage with one decimal, rounded toward zero.</summary>
    public static string Percent(Ratio ratio)
    {
        long tenths = ratio.PartsPerMillion / 1_000;
        return FixedPoint.Format(tenths, 1, 1) + " %";
    }

    private static string Text(string text, int most) => TerminalText.Markup(text, most);
}
