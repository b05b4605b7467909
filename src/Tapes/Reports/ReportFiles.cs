using System.Globalization;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Tapes;

/// <summary>The files of a report: the page, and beside it every figure as CSV.</summary>
public static class ReportFiles
{
    /// <summary>Writes them into a folder, over those of an earlier report.</summary>
    /// <returns>The page.</returns>
    public static string Write(string folder, BacktestResult result)
    {
        Directory.CreateDirectory(folder);
        string page = Path.Combine(folder, "report.html");
        File.WriteAllText(page, ReportPage.Write(result));
        File.WriteAllText(Path.Combine(folder, "models.csv"), Models(result));
        File.WriteAllText(Path.Combine(folder, "trades.csv"), Trades(result));
        File.WriteAllText(Path.Combine(folder, "orders.csv"), Orders(result));
        File.WriteAllText(Path.Combine(folder, "equity.csv"), Equity(result));
        File.WriteAllText(Path.Combine(folder, "collapse.csv"), Collapse(result));
        return page;
    }

    private static string Models(BacktestResult result) => Csv(
        "model,order_delay_ms,read_delay_ms,share_percent,trades,complete,flat,residual,spent,fees,result,settled_result,settled,annual_return,peak_locked,deepest_fall,order_hash",
        result.Models.Concat(result.Delays).Select(static run => (IEnumerable<string>)[
            run.Model.Name, N(run.Model.OrderDelay.TotalMilliseconds), N(run.Model.ReadDelay.TotalMilliseconds), N(run.Model.SharePercent),
            N(run.Trades.Count), N(run.Count(TradePhase.Complete)), N(run.Count(TradePhase.Flat)), N(run.Count(TradePhase.Residual)),
            run.Spent.ToString(), run.Fees.ToString(), run.Result.ToString(), run.SettledResult.ToString(), N(run.Settled),
            run.AnnualReturn?.ToString() ?? "", run.PeakLocked.ToString(), run.Drawdown.ToString(), run.OrderHash]));

    private static string Trades(BacktestResult result) => Csv(
        "model,trade,opportunity,begun,phase,relation,tier,legs,units,orders,spent,fees,guaranteed,paid,settled,result,annual_return,reason",
        result.Models.SelectMany(static run => run.Trades.Select(trade => (IEnumerable<string>)[
            run.Model.Name, trade.State.Plan.TradeId, trade.Opportunity.Id, At(trade.BegunAt), trade.State.Phase.ToString(),
            trade.Opportunity.Relations[0].Relation.Type.ToString(), trade.State.Plan.Tier.ToString(),
            string.Join(" + ", trade.State.Plan.Legs.Select(static leg => $"{leg.Side.ToString().ToUpperInvariant()} {leg.Ticker} x{leg.Weight}")),
            trade.State.Plan.Units.ToString(), N(trade.Orders), trade.Spent.ToString(), trade.Fees.ToString(),
            trade.Guaranteed.ToString(), trade.Paid.ToString(), trade.IsSettled ? "yes" : "no", trade.Result.ToString(),
            trade.AnnualReturn?.ToString() ?? "", trade.State.Reason])));

    private static string Orders(BacktestResult result) => Csv(
        "model,order,trade,purpose,ticker,side,limit,quantity,time_in_force,phase,filled,cost,fee,decided,reason",
        result.Models.SelectMany(static run => run.Orders.Select(order => (IEnumerable<string>)[
            run.Model.Name, order.Intent.ClientOrderId, order.Intent.TradeId, order.Intent.Purpose.ToString(), order.Intent.Ticker,
            order.Intent.Side.ToString(), order.Intent.LimitPrice.ToString(), order.Intent.Quantity.ToString(),
            order.Intent.TimeInForce.ToString(), order.Phase.ToString(), order.Filled().ToString(),
            order.Fills.Aggregate(Money.Zero, static (sum, fill) => sum + (fill.Price * fill.Quantity)).ToString(),
            order.Fills.Aggregate(Money.Zero, static (sum, fill) => sum + fill.Fee).ToString(),
            At(order.Intent.DecidedAt), order.Reason])));

    private static string Equity(BacktestResult result) => Csv(
        "model,at,cash,locked,guaranteed",
        result.Models.SelectMany(static run => run.Equity.Select(point => (IEnumerable<string>)[
            run.Model.Name, At(point.At), point.Cash.ToString(), point.Locked.ToString(), point.Guaranteed.ToString()])));

    private static string Collapse(BacktestResult result) => Csv(
        "rule,price,guarantees,priced,crossing,gap",
        result.Collapse.Select(step => Row("all", result.Guarantees, step))
            .Concat(result.Rules.SelectMany(static rule => rule.Steps.Select(step => Row(rule.Rule, rule.Guarantees, step)))));

    private static IEnumerable<string> Row(string rule, long guarantees, CollapseStep step) =>
        [rule, step.Name, N(guarantees), N(step.Priced), N(step.Crossing), step.Gap.ToString()];

    private static string Csv(string header, IEnumerable<IEnumerable<string>> rows)
    {
        StringBuilder text = new(header + "\n");
        foreach (IEnumerable<string> row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Quoted where it must be; a text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static string Cell(string value)
    {
        bool isNumber = decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        string safe = !isNumber && value.Length > 0 && value[0] is '=' or '+' or '-' or '@' ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
    }

    private static string N(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
