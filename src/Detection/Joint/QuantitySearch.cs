using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Whole quantities near the answer of a programme that earn most by exact fees: fractions of it, then one leg at a time a
/// little more or less, or to the end of a level, as long as that earns more.
/// </summary>
internal sealed class QuantitySearch(SizedLeg[] legs, LegWorlds worlds, Sizer sizer)
{
    private const int Fractions = 12;
    private const int MostRounds = 40;

    private static readonly long[] Steps = [1, 10, 100];

    private readonly LegPayoff[] _payoffs = new LegPayoff[legs.Length];

    public long[] Best { get; private set; } = new long[legs.Length];

    public Money BestEdge { get; private set; } = Money.Zero;

    /// <summary>What the quantities pay in the worst world, in micro-dollars.</summary>
    public long Payout { get; private set; }

    /// <param name="programme">Hundredths of each leg; none may be exceeded.</param>
    public void Run(long[] programme)
    {
        for (int part = Fractions; part >= 1; part--)
        {
            int fraction = part;
            Try([.. programme.Select(quantity => quantity * fraction / Fractions)]);
        }

        bool improves = BestEdge.IsPositive;
        for (int round = 0; improves && round < MostRounds; round++)
        {
            improves = false;
            for (int leg = 0; leg < legs.Length; leg++)
            {
                foreach (long quantity in Neighbours(leg, programme[leg]))
                {
                    long[] changed = [.. Best];
                    changed[leg] = quantity;
                    improves |= Try(changed);
                }
            }
        }
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

    /// <summary>The exact edge, and the worst payoff; null when the worst world was not decided.</summary>
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

        Money edge = Money.FromMicros(worst);
        for (int i = 0; i < legs.Length; i++)
        {
            edge -= sizer.SpentOn(legs[i], Quantity.FromHundredths(quantities[i]));
        }

        return (edge, worst);
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
