using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>Backtests for a program; docs/backtest.md describes the document.</summary>
internal static class BacktestJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<SweepPoint> points, IReadOnlyList<BacktestResult> results)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", ScanJson.Schema);
        json.WriteStartArray("backtests");
        foreach ((SweepPoint point, BacktestResult result) in points.Zip(results))
        {
            Write(json, point, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SweepPoint point, BacktestResult result)
    {
        json.WriteStartObject();
        json.WriteStartObject("settings");
        foreach (FlagValue flag in point.Flags)
        {
            json.WriteString(flag.Key, flag.Value);
        }

        json.WriteEndObject();
        JsonText.WriteStrings(json, "tapes", result.Tapes);
        JsonText.WriteNullable(json, "from", result.Counts.From is { } from ? JsonText.Time(from) : null);
        JsonText.WriteNullable(json, "to", result.Counts.To is { } to ? JsonText.Time(to) : null);
        json.WriteNumber("frames", result.Counts.Frames);
        json.WriteNumber("passes", result.Counts.Passes);
        json.WriteNumber("looks", result.Looks);
        json.WriteNumber("markets", result.Markets);
        json.WriteNumber("settledMarkets", result.Settled);
        json.WriteNumber("found", result.Found.Count);
        json.WriteStartArray("models");
        foreach (BacktestRun run in result.Models)
        {
            Write(json, run, withTrades: true);
        }

        json.WriteEndArray();
        json.WriteStartArray("delays");
        foreach (BacktestRun run in result.Delays)
        {
            Write(json, run, withTrades: false);
        }

        json.WriteEndArray();
        json.WriteNumber("guarantees", result.Guarantees);
        Steps(json, result.Collapse);
        json.WriteStartArray("rules");
        foreach (RuleCollapse rule in result.Rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", JsonText.Clean(rule.Rule));
            json.WriteNumber("guarantees", rule.Guarantees);
            Steps(json, rule.Steps);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonText.WriteStrings(json, "unknowable", result.Unknowable);
        FoundJson.Troubles(json, result.Troubles);
        json.WriteString("decisions", result.Decisions);
        json.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter json, IEnumerable<CollapseStep> steps)
    {
        json.WriteStartArray("collapse");
        foreach (CollapseStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("price", step.Name);
            json.WriteNumber("priced", step.Priced);
            json.WriteNumber("crossing", step.Crossing);
            json.WriteString("gap", step.Gap.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, BacktestRun run, bool withTrades)
    {
        json.WriteStartObject();
        json.WriteString("name", run.Model.Name);
        json.WriteNumber("orderDelayMs", run.Model.OrderDelay.TotalMilliseconds);
        json.WriteNumber("readDelayMs", run.Model.ReadDelay.TotalMilliseconds);
        json.WriteNumber("sharePercent", run.Model.SharePercent);
        json.WriteString("spent", run.Spent.ToString());
        json.WriteString("fees", run.Fees.ToString());
        json.WriteString("result", run.Result.ToString());
        json.WriteString("settledResult", run.SettledResult.ToString());
        json.WriteNumber("settledTrades", run.Settled);
        JsonText.WriteNullable(json, "annualReturn", run.AnnualReturn?.ToString());
        json.WriteString("peakLocked", run.PeakLocked.ToString());
        json.WriteString("deepestFall", run.Drawdown.ToString());
        JsonText.WriteNullable(json, "halted", run.Halted is { } why ? JsonText.Clean(why) : null);
        FoundJson.Counts(json, "refused", run.Refusals.Select(static pair => KeyValuePair.Create(pair.Key, (long)pair.Value)));
        json.WriteStartArray("exposure");
        foreach ((RelationType type, Tier tier, int trades, Money spent, Money result) in run.Exposure)
        {
            json.WriteStartObject();
            json.WriteString("relation", type.ToString());
            json.WriteString("tier", tier.ToString());
            json.WriteNumber("trades", trades);
            json.WriteString("spent", spent.ToString());
            json.WriteString("result", result.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("orders", run.OrderHash);
        if (withTrades)
        {
            json.WriteStartArray("trades");
            foreach (BacktestTrade trade in run.Trades)
            {
                Write(json, trade);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BacktestTrade trade)
    {
        json.WriteStartObject();
        json.WriteString("id", trade.State.Plan.TradeId);
        json.WriteString("opportunity", trade.Opportunity.Id);
        json.WriteString("begunAt", JsonText.Time(trade.BegunAt));
        json.WriteString("phase", trade.State.Phase.ToString());
        json.WriteString("units", trade.State.Plan.Units.ToString());
        json.WriteNumber("orders", trade.Orders);
        json.WriteString("spent", trade.Spent.ToString());
        json.WriteString("fees", trade.Fees.ToString());
        json.WriteString("guaranteed", trade.Guaranteed.ToString());
        json.WriteString("paid", trade.Paid.ToString());
        json.WriteBoolean("settled", trade.IsSettled);
        json.WriteString("result", trade.Result.ToString());
        JsonText.WriteNullable(json, "annualReturn", trade.AnnualReturn?.ToString());
        json.WriteString("reason", JsonText.Clean(trade.State.Reason));
        json.WriteEndObject();
    }
}
