using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>A trade as a story: what was meant, what was sent, what was answered, what was filled, what was refused.</summary>
internal static class TradeTimeline
{
    public static void Write(
        Utf8JsonWriter json,
        TradeRecord trade,
        IReadOnlyList<OrderState> orders,
        IReadOnlyList<JournalLine> lines,
        IReadOnlyList<Decision> decisions)
    {
        json.WriteStartArray("timeline");
        foreach ((DateTimeOffset at, string what, string text) in Steps(trade, orders, lines, decisions)
            .OrderBy(static step => step.At))
        {
            json.WriteStartObject();
            json.WriteString("at", JsonText.Time(at));
            json.WriteString("what", what);
            json.WriteString("text", JsonText.Clean(text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(DateTimeOffset At, string What, string Text)> Steps(
        TradeRecord trade, IReadOnlyList<OrderState> orders, IReadOnlyList<JournalLine> lines, IReadOnlyList<Decision> decisions)
    {
        TradePlan plan = trade.State.Plan;
        Dictionary<string, OrderIntent> intents = orders.ToDictionary(
            static order => order.Intent.ClientOrderId, static order => order.Intent, StringComparer.Ordinal);
        yield return (plan.CreatedAt, "planned",
            $"{plan.Units} baskets for {plan.MostOutlay} at most; {plan.Losses.ExecutionBound} may be lost on the way");
        foreach (JournalLine line in lines)
        {
            bool isOrder = intents.TryGetValue(line.Subject, out OrderIntent? intent);
            yield return (line.At, isOrder ? "order" : "trade",
                $"{(isOrder ? $"{intent}: " : "")}{line.Phase}{(line.Reason.Length > 0 ? $", {line.Reason}" : "")}");
        }

        foreach (OrderState order in orders)
        {
            foreach (VenueFill fill in order.Fills)
            {
                yield return (fill.At ?? order.ChangedAt, "fill",
                    $"{fill.Quantity} {fill.Side.Word().ToUpperInvariant()} {fill.Ticker} at {fill.Price}, fee {fill.Fee}");
            }
        }

        foreach (Decision decision in decisions.Where(static decision => !decision.Passed))
        {
            yield return (decision.At, "refused", $"{decision.Check}: {decision.Reason}");
        }
    }
}
