using Dutchbook.Domain;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>
/// The naive truth about single relations: every guarantee they list, priced from the venue's page in decimals, and for
/// exclusive claims every subset of them. Costs are rounded down to $0.00002, as the engine promises, or not at all.
/// </summary>
internal static class NaiveRules
{
    /// <summary>The touch of a market in ticks and its fee multiplier; null prices are not on offer.</summary>
    public readonly record struct Touch(int? Bid, int? Ask, decimal Multiplier)
    {
        public decimal? Cost(Side side, decimal grain)
        {
            decimal? price = side == Side.Yes ? Ask / 10_000m : 1 - (Bid / 10_000m);
            if (price is not decimal paid)
            {
                return null;
            }

            decimal fee = decimal.Floor(Multiplier * 0.07m * paid * (1 - paid) * 1_000_000m) / 1_000_000m;
            return grain == 0 ? paid + fee : decimal.Floor((paid + fee) / grain) * grain;
        }
    }

    /// <summary>The most that one basket of the relation earns at the touch; null when none can be bought.</summary>
    public static decimal? Best(Relation relation, Func<string, Touch> touchOf, decimal grain)
    {
        decimal? best = null;
        foreach (Guarantee guarantee in relation.Guarantees())
        {
            decimal?[] costs = [.. guarantee.Claims
                .Select(claim => touchOf(claim.Market.Ticker).Cost(claim.Side, grain))];
            bool anySubset = guarantee.AtLeast > 1 || relation.Type == RelationType.Exclusive;
            int all = (1 << costs.Length) - 1;
            for (int chosen = anySubset ? 1 : all; chosen <= all; chosen++)
            {
                int subset = chosen;
                decimal?[] taken = [.. costs.Where((_, i) => (subset >> i & 1) == 1)];
                int missed = costs.Length - taken.Length;
                decimal? edge = guarantee.AtLeast - missed - taken.Aggregate((decimal?)0, static (sum, one) => sum + one);
                best = edge is null || best > edge ? best : edge;
            }
        }

        return best;
    }
}
