using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A claim of which a unit basket takes several contracts.</summary>
internal readonly record struct WeightedLeg(SizedLeg Leg, int Weight)
{
    /// <summary>Hundredths of a contract of the claim in one hundredth of a unit basket are the weight itself.</summary>
    public Quantity Contracts(Quantity units) => units * Weight;

    /// <summary>Hundredths of unit baskets from here on that stay on one level; zero where the next one spans two.</summary>
    /// <param name="from">Hundredths of unit baskets taken already.</param>
    public long Even(long from)
    {
        Int128 position = (Int128)from * Weight;
        foreach (BookLevel level in Leg.Levels)
        {
            if (position < level.Quantity.Hundredths)
            {
                return (long)((level.Quantity.Hundredths - position) / Weight);
            }

            position -= level.Quantity.Hundredths;
        }

        return 0;
    }

    /// <summary>
    /// What a stretch of unit baskets costs in micro-dollars, and its fee before rounding as a numerator of the fee model;
    /// null when the levels do not hold it.
    /// </summary>
    public (Int128 Cost, Int128 Fee)? Price(long from, long hundredths)
    {
        Int128 skip = (Int128)from * Weight;
        Int128 rest = (Int128)hundredths * Weight;
        Int128 cost = 0;
        Int128 fee = 0;
        foreach (BookLevel level in Leg.Levels)
        {
            Int128 part = Int128.Min(rest, Int128.Max(0, level.Quantity.Hundredths - skip));
            skip = Int128.Max(0, skip - level.Quantity.Hundredths);
            cost += part * level.Price.Ticks;
            fee += FeeModel.Numerator(Leg.Terms, LiquidityRole.Taker, level.Price, Quantity.FromHundredths(1)) * part;
            rest -= part;
            if (rest == 0)
            {
                return (cost, fee);
            }
        }

        return null;
    }

    public override string ToString() => $"{Weight} x {Leg.Claim}";
}
