using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A combo is YES exactly when all its legs settle on the side it names.</summary>
internal sealed class ComboRules(RelationWriter writer)
{
    public void Apply(IReadOnlyList<Market> markets)
    {
        Dictionary<string, Market>? byTicker = null;
        foreach (Market combo in markets)
        {
            if (combo.SelectedLegs.Count == 0)
            {
                continue;
            }

            byTicker ??= markets.ToDictionary(static market => market.Ticker, StringComparer.Ordinal);
            Claim[] legs = new Claim[combo.SelectedLegs.Count];
            if (Problem(combo, byTicker, legs) is { } reason)
            {
                writer.Refuse("combo-legs", combo.Ticker, reason);
            }
            else
            {
                writer.Add(RelationType.Conjunction, [Claim.Yes(combo), .. legs], "combo-legs", ascending: true,
                    new Evidence("mve_selected_legs", $"the combo needs {string.Join(" and ", legs)}"));
            }
        }
    }

    private static string? Problem(Market combo, Dictionary<string, Market> byTicker, Claim[] legs)
    {
        if (combo.Type.Value != MarketType.Binary)
        {
            return $"market_type is {combo.Type}, not binary";
        }

        for (int i = 0; i < legs.Length; i++)
        {
            ComboLeg leg = combo.SelectedLegs[i];
            if (leg.MarketTicker == combo.Ticker)
            {
                return "one of its legs is the combo itself";
            }

            if (!byTicker.TryGetValue(leg.MarketTicker, out Market? market))
            {
                return $"its leg {leg.MarketTicker} was not read";
            }

            if (market.Type.Value != MarketType.Binary)
            {
                return $"its leg {leg.MarketTicker} is not binary: a scalar value would be multiplied";
            }

            legs[i] = new Claim(market, leg.Side.Value);
        }

        return legs.Length < 2 || legs.DistinctBy(static leg => leg.Market.Ticker, StringComparer.Ordinal).Count() != legs.Length
            ? "its legs are not two or more different markets"
            : null;
    }
}
