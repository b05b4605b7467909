using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <content>Chains of implications: ladders of thresholds and nested subsets.</content>
internal sealed partial class Screen
{
    /// <summary>
    /// Every narrow claim against every wider one; adjacent pairs alone miss what an illiquid claim between them hides.
    /// One running minimum tells whether any pair pays; only then are all pairs listed.
    /// </summary>
    private void Chain(Relation relation, ReadOnlySpan<int> slots)
    {
        long cheapest = Board.Absent;
        int cheapestTouch = Price.TicksPerDollar;
        int cheapestAt = -1;
        int offered = 0;
        bool pays = false;
        long nearest = long.MinValue;
        (int Narrow, int Wide) nearestPair = default;
        for (int j = 0; j < slots.Length; j++)
        {
            int wide = slots[j];
            if (_cost[wide] < Board.Absent && offered > 0)
            {
                Priced += offered;
                pays |= cheapestTouch + _touch[wide] < Price.TicksPerDollar;
                long edge = Dollar - cheapest - _cost[wide];
                if (edge > nearest && edge <= 0 && IsSensible(slots[cheapestAt] ^ 1, wide))
                {
                    (nearest, nearestPair) = (edge, (cheapestAt, j));
                }
            }

            int narrow = wide ^ 1;
            if (_cost[narrow] < Board.Absent)
            {
                offered++;
                cheapestTouch = Math.Min(cheapestTouch, _touch[narrow]);
                if (_cost[narrow] < cheapest)
                {
                    (cheapest, cheapestAt) = (_cost[narrow], j);
                }
            }
        }

        Guarantees += slots.Length * (slots.Length - 1) / 2;
        CountRefusedPairs(slots);
        if (pays)
        {
            ListPairs(relation, slots, ref nearest, ref nearestPair);
        }

        if (Misses.Wants(nearest))
        {
            int[] pair = [slots[nearestPair.Wide], slots[nearestPair.Narrow] ^ 1];
            Misses.Add(relation, Signal.BuySupersetSellSubset, pair, 1, nearest);
        }
    }

    private void ListPairs(
        Relation relation, ReadOnlySpan<int> slots, ref long nearest, ref (int Narrow, int Wide) nearestPair)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            for (int j = i + 1; j < slots.Length; j++)
            {
                int narrow = slots[i] ^ 1;
                long edge = Dollar - _cost[narrow] - _cost[slots[j]];
                if (_cost[narrow] + _cost[slots[j]] >= Board.Absent)
                {
                    continue;
                }

                Crossing += _touch[narrow] + _touch[slots[j]] < Price.TicksPerDollar ? 1 : 0;
                if (edge > 0)
                {
                    int[] pair = [slots[j], narrow];
                    Propose(new Candidate(relation, Signal.BuySupersetSellSubset, pair, 1, AnySubset: false));
                }
                else if (edge > nearest && IsSensible(narrow, slots[j]))
                {
                    (nearest, nearestPair) = (edge, (i, j));
                }
            }
        }
    }

    /// <summary>
    /// Each pair that cannot be priced counts once, for its wide claim if that is missing, else for its narrow one.
    /// </summary>
    private void CountRefusedPairs(ReadOnlySpan<int> slots)
    {
        int offeredAfter = 0;
        for (int j = slots.Length - 1; j >= 0; j--)
        {
            int narrow = slots[j] ^ 1;
            if (_cost[narrow] >= Board.Absent)
            {
                _refused[(int)board.Obstacles[narrow]] += offeredAfter;
            }

            if (_cost[slots[j]] < Board.Absent)
            {
                offeredAfter++;
            }
            else
            {
                _refused[(int)board.Obstacles[slots[j]]] += j;
            }
        }
    }
}
