namespace Dutchbook.Detection;

/// <summary>Claims of which at most, at least or exactly one is true: points whose sum is at most, at least or exactly a dollar.</summary>
internal sealed class SumWitness(GroupKind kind, int[] slots) : ClosedFormWitness(slots)
{
    private long _bids;
    private long _asks;

    protected override bool TryMeet()
    {
        (_bids, _asks) = (0, 0);
        for (int i = 0; i < Claims.Mu.Length; i++)
        {
            _bids += Claims.Bids[i];
            _asks += Claims.Asks[i];
        }

        if ((kind != GroupKind.Exhaustive && _bids > Grain.PerDollar)
            || (kind != GroupKind.Exclusive && _asks < Grain.PerDollar))
        {
            return false;
        }

        bool middleWillDo = kind switch
        {
            GroupKind.Exclusive => _bids + _asks <= 2 * Grain.PerDollar,
            GroupKind.Exhaustive => _bids + _asks >= 2 * Grain.PerDollar,
            _ => false,
        };
        if (middleWillDo)
        {
            Middle();
        }
        else
        {
            SumToDollar();
        }

        return true;
    }

    protected override void Buy(List<WitnessLeg> basket)
    {
        long negations = kind == GroupKind.Exhaustive ? long.MinValue : _bids - Grain.PerDollar;
        long claims = kind == GroupKind.Exclusive ? long.MinValue : Grain.PerDollar - _asks;
        for (int i = 0; i < Claims.Slots.Length; i++)
        {
            if (negations < claims || Claims.Bids[i] > 0)
            {
                basket.Add(Claims.Leg(i, negated: negations >= claims));
            }
        }
    }

    /// <summary>Half-way rounded down for sums that may not exceed a dollar, up for those that may not fall short of it.</summary>
    private void Middle()
    {
        int up = kind == GroupKind.Exhaustive ? 1 : 0;
        for (int i = 0; i < Claims.Mu.Length; i++)
        {
            Claims.Mu[i] = (Claims.Bids[i] + Claims.Asks[i] + up) / 2;
        }
    }

    /// <summary>The same part of the way from bid to ask everywhere, and what rounding leaves to the first that have room.</summary>
    private void SumToDollar()
    {
        long room = Grain.PerDollar - _bids;
        long width = Math.Max(1, _asks - _bids);
        long left = room;
        for (int i = 0; i < Claims.Mu.Length; i++)
        {
            long part = (Claims.Asks[i] - Claims.Bids[i]) * room / width;
            Claims.Mu[i] = Claims.Bids[i] + (int)part;
            left -= part;
        }

        for (int i = 0; left > 0; i++)
        {
            if (Claims.Mu[i] < Claims.Asks[i])
            {
                Claims.Mu[i]++;
                left--;
            }
        }
    }
}
