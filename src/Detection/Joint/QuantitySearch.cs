using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Whole quantities near the answer of a programme that earn most by exact fees: fractions of it rounded down, to the
/// nearest and up, then one or two legs at a time a little more or less, or to the end of a level, as long as that
/// earns more.
/// </summary>
internal sealed class QuantitySearch(SizedLeg[] legs, LegWorlds worlds, Sizer sizer, ShardCash? cash)
{
    private const int Fractions = 12;
    private const int MostRounds = 40;

    /// <summary>Up to this many legs two are changed at a time.</summary>
    private const int Few = 12;

    /// <summary>What a programme computes is a hair off.</summary>
    private const double Hair = 1e-6;

    private static readonly long[] Steps = [1, 10, 100];

    private readonly LegPayoff[] _payoffs = new LegPayoff[legs.Length];

    public long[] Best { get; private set; } = new long[legs.Length];

    public Money BestEdge { get; private set; } = Money.Zero;

    /// <summary>What the quantities pay in the worst world, in micro-dollars.</summary>
    public long Payout { get; private set; }

    /// <param name="feeMultiple">What the programme charged; levels that it refuses are not taken.</param>
    public void Run(ProgrammeAnswer programme, Ratio feeMultiple)
    {
        long[] most = Accepted(programme.Belief, feeMultiple);
        for (int part = Fractions; part >= 1; part--)
        {
            foreach (double rounding in (ReadOnlySpan<double>)[Hair, 0.5, 1 - Hair])
            {
                double share = part / (double)Fractions;
                Try([.. programme.Hundredths.Select(
                    (quantity, leg) => Math.Min(most[leg], (long)((quantity * share) + rounding)))]);
            }
        }

        bool improves = BestEdge.IsPositive;
        for (int round = 0; improves && round < MostRounds; round++)
        {
            improves = StepOne(most) || (legs.Length <= Few && StepTwo(most));
        }
    }

    /// <summary>
    /// Hundredths of each leg on levels worth their price with so many times their fee: what lies behind them does not
    /// earn what it must.
    /// </summary>
    private long[] Accepted(WorldBelief belief, Ratio feeMultiple)
    {
        // The belief is cut to whole parts per million, each world's by less than one.
        int slack = belief.Keys.Count() + 1;
        long[] values = belief.Values([.. legs.Select(static leg => leg.Claim.Side == Side.Yes)]);
        return [.. legs.Select((leg, i) => leg.Levels
            .TakeWhile(level =>
                level.Price.PerContract().Micros + ProgrammeCost.FeeOf(leg, level, feeMultiple) <= values[i] + slack)
            .Sum(static level => level.Quantity.Hundredths))];
    }

    private bool StepOne(long[] most)
    {
        bool improves = false;
        for (int leg = 0; leg < legs.Length; leg++)
        {
            foreach (long quantity in Neighbours(leg, most[leg]))
            {
                long[] changed = [.. Best];
                changed[leg] = quantity;
                improves |= Try(changed);
            }
        }

        return improves;
    }

    private bool StepTwo(long[] most)
    {
        bool improves = false;
        for (int one = 0; one < legs.Length; one++)
        {
            for (int other = 0; other < one; other++)
            {
                foreach ((int first, int second) in (ReadOnlySpan<(int, int)>)[(1, 1), (1, -1), (-1, 1), (-1, -1)])
                {
                    long[] changed = [.. Best];
                    changed[one] += first;
                    changed[other] += second;
                    improves |= changed[one] >= 0 && changed[one] <= most[one]
                        && changed[other] >= 0 && changed[other] <= most[other] && Try(changed);
                }
            }
        }

        return improves;
    }

    public bool Try(long[] quantities)
    {
        if (EdgeOf(quantities) is not (Money edge, long payout) || edge <= BestEdge)
        {
            return false;
        }

        (Best, BestEdge, Payout) = (quantities, edge, payout);
        return true;
    }

    /// <summary>
    /// The exact edge, and the worst payoff; null when the worst world was not decided, or the cash does not suffice.
    /// </summary>
    private (Money Edge, long Payout)? EdgeOf(long[] quantities)
    {
        for (int i = 0; i < legs.Length; i++)
        {
            long pays = quantities[i] * (Money.MicrosPerDollar / 100);
            _payoffs[i] = legs[i].Claim.Side == Side.Yes ? new LegPayoff(pays, 0) : new LegPayoff(0, pays);
        }

        if (worlds.Worst(_payoffs) is not long worst)
        {
            return null;
        }

        Money[] spent = [.. legs.Select((leg, i) => sizer.SpentOn(leg, Quantity.FromHundredths(quantities[i])))];
        Money edge = spent.Aggregate(Money.FromMicros(worst), static (rest, one) => rest - one);
        return cash is null || cash.Covers(legs, i => spent[i]) ? (edge, worst) : null;
    }

    private IEnumerable<long> Neighbours(int leg, long most)
    {
        foreach (long step in Steps)
        {
            if (Best[leg] >= step)
            {
                yield return Best[leg] - step;
            }

            if (Best[leg] + step <= most)
            {
                yield return Best[leg] + step;
            }
        }

        long depth = 0;
        foreach (BookLevel level in legs[leg].Levels)
        {
            depth += level.Quantity.Hundredths;
            if (depth <= most && depth != Best[leg])
            {
                yield return depth;
            }
        }
    }
}
