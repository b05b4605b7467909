using System.Net;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Execution;
using static Dutchbook.Tapes.ReportWords;

namespace Dutchbook.Tapes;

/// <summary>A backtest as one page that needs no other file and no network.</summary>
public static class ReportPage
{
    private const int MostRows = 100;

    public static string Write(BacktestResult result)
    {
        StringBuilder page = new();
        TimeSpan span = (result.Counts.To - result.Counts.From) ?? TimeSpan.Zero;
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dutchbook backtest</title>")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>").Append(ReportStyle.Css)
            .Append("</style></head><body><main>\n<h1>Backtest</h1>\n");
        Paragraph(page, $"{Names(result.Tapes)}: {Time(result.Counts.From)} to {Time(result.Counts.To)} UTC, {Span(span)}; "
            + $"{Count(result.Counts.Frames)} messages, {Count(result.Counts.Passes)} passes, {Count(result.Looks)} looks at {Count(result.Markets)} markets.");
        if (result.Models.Count == 0)
        {
            Paragraph(page, "There is no pass over the venue on the tape, so that its markets are not known and nothing could be found or traded.");
        }
        else
        {
            Models(page, result, span);
        }

        Collapse(page, result);
        if (result.Models.Count > 0)
        {
            Delays(page, result);
            Exposure(page, result);
            Trades(page, result);
            Refusals(page, result);
        }

        List(page, "What this cannot tell", result.Unknowable);
        List(page, "What could not be used", [.. result.Troubles.Select(static trouble => trouble.ToString())]);
        Hashes(page, result);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Models(StringBuilder page, BacktestResult result, TimeSpan span)
    {
        BacktestRun[] runs = [.. result.Models];
        BacktestRun middle = runs[runs.Length / 2];
        page.Append("<p class=\"short\">").Append(Text(
            $"{Dollars(middle.Result)} on {Dollars(middle.Spent)} in {middle.Filled.Count} trades with {middle.Model.Name} fills; "
            + $"{Dollars(runs.Min(static run => run.Result))} to {Dollars(runs.Max(static run => run.Result))} over all models.")).Append("</p>\n");
        Heading(page, "Side by side");
        Table(page, ["", .. runs.Select(static run => run.Model.Name)],
        [
            ["order delay, read delay", .. runs.Select(static run => $"{run.Model.OrderDelay.TotalMilliseconds:0} ms, {run.Model.ReadDelay.TotalMilliseconds:0} ms")],
            ["of each level for us", .. runs.Select(static run => $"{run.Model.SharePercent} %")],
            ["trades begun", .. runs.Select(static run => Count(run.Trades.Count))],
            ["filled whole", .. runs.Select(static run => Count(run.Count(TradePhase.Complete)))],
            ["unwound or never filled", .. runs.Select(static run => Count(run.Count(TradePhase.Flat)))],
            ["left unhedged", .. runs.Select(static run => Count(run.Count(TradePhase.Residual)))],
            ["under way at the end", .. runs.Select(static run => Count(run.Trades.Count(static trade => !trade.State.Phase.IsFinal())))],
            ["spent", .. runs.Select(static run => Dollars(run.Spent))],
            ["of it fees", .. runs.Select(static run => Dollars(run.Fees))],
            ["result, at least", .. runs.Select(static run => Dollars(run.Result))],
            ["of it settled", .. runs.Select(static run => $"{Dollars(run.SettledResult)} in {run.Settled}")],
            ["annual return on what is locked", .. runs.Select(static run => Percent(run.AnnualReturn))],
            ["most locked at one time", .. runs.Select(static run => Dollars(run.PeakLocked))],
            ["deepest fall", .. runs.Select(static run => Dollars(run.Drawdown))],
            ["halted itself", .. runs.Select(static run => run.Halted ?? "no")],
        ]);
        Heading(page, "Guaranteed value");
        Paragraph(page, "Cash, and what the claims held must pay in the worst admissible world, above what the account began with. It dips while "
            + "the first legs of a basket are bought and the last are not.");
        page.Append(SvgChart.Lines(
            [.. runs.Select(run => (run.Model.Name, Curve(run, result, static (run, point) => point.Guaranteed - run.Bankroll)))],
            Axis(span), Scale, isStep: true));
        Heading(page, "Locked in claims");
        page.Append(SvgChart.Lines(
            [.. runs.Select(run => (run.Model.Name, Curve(run, result, static (_, point) => point.Locked)))], Axis(span), Scale, isStep: true));
    }

    private static void Collapse(StringBuilder page, BacktestResult result)
    {
        Heading(page, "From naive prices to executable ones");
        Paragraph(page, $"{Count(result.Guarantees)} guarantees over all passes, each priced five ways: how many seem to cost less than they must pay, "
            + "and by how much for one of each. A guarantee one of whose markets has no such price is not counted there: a market without a bid has "
            + "no middle. What the last price and the middle show and the touch does not would have been a false alarm or a loss.");
        page.Append(SvgChart.Bars([.. result.Collapse.Select(static step =>
            (step.Name, (double)step.Crossing, $"{Count(step.Crossing)}, {Dollars(step.Gap)}"))]));
        int good = result.Found.Count(static found => found.Best.BelowThreshold.Count == 0);
        Paragraph(page, $"On the books of the looks between passes {Count(result.Found.Count)} different baskets were confirmed with depth and exact fees, "
            + $"{Count(good)} of them above the thresholds. A basket may rest on several guarantees.");
    }

    private static void Delays(StringBuilder page, BacktestResult result)
    {
        Heading(page, "What a faster line is worth");
        Paragraph(page, "The realistic model with other delays of orders and of reads.");
        page.Append(SvgChart.Lines(
            [("result", [.. result.Delays.Select(static run => (run.Model.OrderDelay.TotalMilliseconds, (double)run.Result.Micros))])],
            static x => $"{x:0} ms", Scale, isStep: false));
        Table(page, ["delay", "filled whole", "spent", "result", "deepest fall"],
            [.. result.Delays.Select(static run => (string[])[
                run.Model.Name, Count(run.Count(TradePhase.Complete)), Dollars(run.Spent), Dollars(run.Result), Dollars(run.Drawdown)])]);
    }

    private static void Exposure(StringBuilder page, BacktestResult result)
    {
        Heading(page, "By relation");
        Table(page, ["model", "relation", "known by", "trades", "spent", "result"],
            [.. result.Models.SelectMany(static run => run.Exposure.Select(row => (string[])[
                run.Model.Name, row.Type.ToString(), row.Tier.ToString(), Count(row.Trades), Dollars(row.Spent), Dollars(row.Result)]))]);
    }

    private static void Trades(StringBuilder page, BacktestResult result)
    {
        BacktestRun run = result.Models[result.Models.Count / 2];
        Heading(page, $"Trades, {run.Model.Name}");
        BacktestTrade[] trades = [.. run.Filled.OrderByDescending(static trade => trade.Result)];
        if (trades.Length == 0)
        {
            Paragraph(page, "None was filled.");
            return;
        }

        Table(page, ["begun", "basket", "units", "spent", "fees", "result", "settled", "annual", "end"],
            [.. trades.Take(MostRows).Select(static trade => (string[])[
                Time(trade.BegunAt),
                Basket(trade),
                trade.State.Plan.Units.ToString(),
                Dollars(trade.Spent), Dollars(trade.Fees), Dollars(trade.Result),
                trade.IsSettled ? "yes" : "no",
                Percent(trade.AnnualReturn),
                trade.State.Phase.ToString()])]);
        Paragraph(page, trades.Length > MostRows ? $"and {Count(trades.Length - MostRows)} more: trades.csv has all." : "trades.csv has every digit.");
    }

    private static void Refusals(StringBuilder page, BacktestResult result)
    {
        Heading(page, "What the gate refused");
        Table(page, ["model", "check", "times"],
            [.. result.Models.SelectMany(static run => run.Refusals.OrderByDescending(static pair => pair.Value)
                .Select(pair => (string[])[run.Model.Name, pair.Key, Count(pair.Value)]))]);
    }

    private static void Hashes(StringBuilder page, BacktestResult result)
    {
        Heading(page, "To compare with another run");
        Table(page, ["", "hash"],
        [
            ["decisions", result.Decisions],
            .. result.Models.Concat(result.Delays).Select(static run => (string[])[$"orders, {run.Model.Name}", run.OrderHash]),
        ]);
    }

    private static List<(double, double)> Curve(BacktestRun run, BacktestResult result, Func<BacktestRun, EquityPoint, Money> what)
    {
        List<(double, double)> points = [.. run.Equity.Select(point => ((double)point.At.UtcTicks, (double)what(run, point).Micros))];
        if (points.Count > 0 && result.Counts.To is { } end && end.UtcTicks > points[^1].Item1)
        {
            points.Add((end.UtcTicks, points[^1].Item2));
        }

        return points;
    }

    private static string Scale(double micros) => Dollars(Money.FromMicros((long)micros));

    private static string Basket(BacktestTrade trade)
    {
        const int shown = 3;
        IEnumerable<string> legs = trade.State.Plan.Legs.Take(shown).Select(static leg => $"{leg.Side.ToString().ToUpperInvariant()} {leg.Ticker}");
        int rest = trade.State.Plan.Legs.Count - shown;
        return string.Join(" + ", legs) + (rest > 0 ? $" + {rest} more" : "");
    }

    private static string Names(IReadOnlyList<string> names) =>
        names.Count <= 3 ? string.Join(", ", names) : $"{names[0]} and {names.Count - 1} more files";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static void Heading(StringBuilder page, string text) => page.Append("<h2>").Append(Text(text)).Append("</h2>\n");

    private static void Paragraph(StringBuilder page, string text) => page.Append("<p>").Append(Text(text)).Append("</p>\n");

    private static void List(StringBuilder page, string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Heading(page, heading);
        page.Append("<ul>");
        foreach (string item in items)
        {
            page.Append("<li>").Append(Text(item)).Append("</li>");
        }

        page.Append("</ul>\n");
    }

    private static void Table(StringBuilder page, string[] headers, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            Paragraph(page, "None.");
            return;
        }

        page.Append("<div class=\"wide\"><table><thead><tr>");
        foreach (string header in headers)
        {
            page.Append("<th>").Append(Text(header)).Append("</th>");
        }

        page.Append("</tr></thead><tbody>");
        foreach (string[] row in rows)
        {
            page.Append("<tr>");
            foreach (string cell in row)
            {
                page.Append("<td>").Append(Text(cell)).Append("</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</tbody></table></div>\n");
    }
}
