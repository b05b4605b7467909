using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What the exchange charged for our fills against what our schedule says of the very same ones.</summary>
/// <param name="Fills">How many were compared.</param>
/// <param name="Different">Orders whose fee is another.</param>
/// <param name="First">The first of those, in words.</param>
internal sealed record FeeDrift(int Fills, int Different, string First)
{
    public static FeeDrift Of(JournalContent live, MemberKind member)
    {
        Dictionary<string, TradePlan> plans = live.Trades.ToDictionary(
            static trade => trade.Plan.TradeId, static trade => trade.Plan, StringComparer.Ordinal);
        int fills = 0, different = 0;
        string first = "";
        foreach (OrderState order in live.Orders.Where(static order => order.Fills.Count > 0))
        {
            if (!plans.TryGetValue(order.Intent.TradeId, out TradePlan? plan) || order.Intent.Leg >= plan.Legs.Count)
            {
                continue;
            }

            OrderFees expected = new(plan.Legs[order.Intent.Leg].Terms, member);
            Money charged = Money.Zero;
            foreach (VenueFill fill in order.Fills.OrderBy(static fill => fill.At))
            {
                fills++;
                charged += fill.Fee;
                expected.Add(fill.Price, fill.Quantity, fill.IsTaker ? LiquidityRole.Taker : LiquidityRole.Maker);
            }

            if (charged != expected.Total)
            {
                first = different++ == 0 ? $"{order.Intent}: charged {charged}, expected {expected.Total}" : first;
            }
        }

        return new FeeDrift(fills, different, first);
    }
}
