using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Chooses for each market of an event its likest counterparts in the neighbouring events: first one in each neighbour,
/// then a second one, and so on while there is room. Like are the same question, the same sub-title, the nearest
/// strike.
/// </summary>
internal sealed class PartnerChoice(int limit)
{
    private readonly TextBuffer _text = new();
    private readonly Dictionary<string, ulong> _masks = new(StringComparer.Ordinal);

    public void Choose(Event owner, IReadOnlyList<Event> neighbours, Dictionary<string, IReadOnlyList<Market>> partners)
    {
        if (neighbours.Count == 0)
        {
            return;
        }

        int each = (limit + neighbours.Count - 1) / neighbours.Count;
        foreach (Market market in owner.Markets)
        {
            if (market.SelectedLegs.Count > 0)
            {
                continue;
            }

            List<List<Market>> likest = [.. neighbours.Select(neighbour => Likest(market, neighbour, each))];
            List<Market> chosen = [];
            for (int rank = 0; rank < each && chosen.Count < limit; rank++)
            {
                foreach (List<Market> list in likest)
                {
                    if (rank < list.Count && chosen.Count < limit)
                    {
                        chosen.Add(list[rank]);
                    }
                }
            }

            partners[market.Ticker] = chosen;
        }
    }

    /// <summary>The likest markets of an event, found in one walk over it.</summary>
    private List<Market> Likest(Market market, Event neighbour, int count)
    {
        List<(decimal Distance, Market Market)> best = [];
        foreach (Market other in neighbour.Markets)
        {
            if (other.SelectedLegs.Count > 0)
            {
                continue;
            }

            decimal distance = Distance(market, other);
            int at = best.FindIndex(item => distance < item.Distance);
            at = at < 0 ? best.Count : at;
            if (at < count)
            {
                best.Insert(at, (distance, other));
                if (best.Count > count)
                {
                    best.RemoveAt(count);
                }
            }
        }

        return [.. best.Select(static item => item.Market)];
    }

    /// <summary>Whole numbers for what differs in kind, and less than one for the distance of strikes.</summary>
    private decimal Distance(Market left, Market right)
    {
        decimal distance = (Mask(left) == Mask(right) ? 0 : 4) + (left.YesSubTitle == right.YesSubTitle ? 0 : 1);
        (decimal? one, decimal? two) = (left.FloorStrike ?? left.CapStrike, right.FloorStrike ?? right.CapStrike);
        if (one is null || two is null)
        {
            return distance + (one is null == two is null ? 0 : 2);
        }

        decimal gap = one.Value == two.Value ? 0 : Gap(one.Value, two.Value);
        return distance + (gap / (1 + gap));
    }

    private static decimal Gap(decimal one, decimal two) =>
        Math.Abs(one) > decimal.MaxValue / 4 || Math.Abs(two) > decimal.MaxValue / 4 ? decimal.MaxValue / 4 : Math.Abs(one - two);

    private ulong Mask(Market market)
    {
        if (!_masks.TryGetValue(market.Ticker, out ulong mask))
        {
            _masks[market.Ticker] = mask = WordMask.Of(_text.Read(market.RulesPrimary));
        }

        return mask;
    }
}
