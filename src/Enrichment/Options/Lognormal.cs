namespace Dutchbook.Enrichment;

/// <summary>
/// A lognormal asset seen from now: its forward, its volatility per year and the time in years. One volatility for all strikes
/// is an assumption that the callers answer for with an error bar.
/// </summary>
public readonly record struct Lognormal(double Forward, double Volatility, double Years)
{
    /// <summary>Trading hours of a year, by which the time to an intraday close is counted.</summary>
    public const double TradingHoursPerYear = 252 * 6.5;

    private double Deviation => Volatility * Math.Sqrt(Years);

    /// <summary>The forward of an asset that yields <paramref name="yield"/> a year, at the interest rate given.</summary>
    public static Lognormal Of(double spot, double rate, double yield, double volatility, double years) =>
        new(spot * Math.Exp((rate - yield) * years), volatility, years);

    public double D2(double strike) =>
        (Math.Log(Forward / strike) - (0.5 * Deviation * Deviation)) / Deviation;

    /// <summary>The probability of ending above a strike.</summary>
    public double Above(double strike) => Normal.Cumulative(D2(strike));

    /// <summary>The probability of ending in a range, its lower end in it.</summary>
    public double Within(double from, double to) => Above(from) - Above(to);

    /// <summary>
    /// The probability of ending above a strike where the volatility changes with the strike: the slope is per point of
    /// strike, the volatility that of this very strike. The discount of the vega cancels against that of the digital.
    /// </summary>
    public double AboveWithSlope(double strike, double slope)
    {
        double d1 = D2(strike) + Deviation;
        double vega = Forward * Normal.Density(d1) * Math.Sqrt(Years);
        return Above(strike) - (vega * slope);
    }

    /// <summary>The undiscounted value of a call.</summary>
    public double Call(double strike)
    {
        double d2 = D2(strike);
        return (Forward * Normal.Cumulative(d2 + Deviation)) - (strike * Normal.Cumulative(d2));
    }

    /// <summary>
    /// The probability that a level is touched before the end, watched all the time: up where it is above the spot, down where
    /// it is below.
    /// </summary>
    public double Touches(double level, double spot)
    {
        double distance = Math.Log(level / spot);
        double drift = Math.Log(Forward / spot) - (0.5 * Deviation * Deviation);
        double mirror = Math.Exp(2 * drift * distance / (Deviation * Deviation));
        double sign = distance >= 0 ? 1 : -1;
        double chance = Normal.Cumulative(sign * (drift - distance) / Deviation)
            + (mirror * Normal.Cumulative(sign * (-drift - distance) / Deviation));
        return Math.Min(1, chance);
    }
}
