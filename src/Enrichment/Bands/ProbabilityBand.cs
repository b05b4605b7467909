using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>
/// A probability known only between two limits, both in it. The default knows nothing: it reaches from 0 to 1.
/// </summary>
public readonly record struct ProbabilityBand
{
    /// <summary>What the upper limit lacks to 1, so that the default value is ignorance and never a certain no.</summary>
    private readonly Ratio _shortfall;

    private ProbabilityBand(Ratio low, Ratio high) => (Low, _shortfall) = (low, Ratio.One - high);

    public Ratio Low { get; }

    public Ratio High => Ratio.One - _shortfall;

    public static ProbabilityBand Unknown => default;

    public bool IsUnknown => Low == Ratio.Zero && High == Ratio.One;

    public Ratio Width => High - Low;

    /// <exception cref="ArgumentOutOfRangeException">The limits are not 0 &lt;= low &lt;= high &lt;= 1.</exception>
    public static ProbabilityBand Between(Ratio low, Ratio high)
    {
        if (low < Ratio.Zero || high > Ratio.One || low > high)
        {
            throw new ArgumentOutOfRangeException(nameof(low), $"No probabilities lie between {low} and {high}.");
        }

        return new ProbabilityBand(low, high);
    }

    /// <summary>An estimate with its error either way, rounded outward and cut at 0 and 1; nothing for what is no number.</summary>
    public static ProbabilityBand? Around(double estimate, double error)
    {
        if (!double.IsFinite(estimate) || !double.IsFinite(error) || error < 0 || estimate is < -1e-9 or > 1 + 1e-9)
        {
            return null;
        }

        return Outward(estimate - error, estimate + error);
    }

    /// <summary>Two limits, rounded outward to a millionth and cut at 0 and 1; nothing for what are no limits.</summary>
    public static ProbabilityBand? Outward(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high || low > 1 || high < 0)
        {
            return null;
        }

        // A billionth of slack either way, so that 0.3 written in binary is not widened by a whole millionth.
        long floor = (long)Math.Floor((Math.Max(low, 0) * Ratio.Whole) + 1e-3);
        long ceiling = (long)Math.Ceiling((Math.Min(high, 1) * Ratio.Whole) - 1e-3);
        return Between(Ratio.FromPartsPerMillion(floor), Ratio.FromPartsPerMillion(Math.Max(floor, ceiling)));
    }

    /// <summary>The band of the other side of the same market.</summary>
    public ProbabilityBand Complement() => new(_shortfall, Ratio.One - Low);

    /// <summary>The band of a side, where this one is that of YES.</summary>
    public ProbabilityBand Of(Side side) => side == Side.Yes ? this : Complement();

    /// <summary>What both allow; nothing where they contradict each other.</summary>
    public ProbabilityBand? And(ProbabilityBand other)
    {
        Ratio low = Low >= other.Low ? Low : other.Low;
        Ratio high = Ratio.Min(High, other.High);
        return low <= high ? new ProbabilityBand(low, high) : null;
    }

    /// <summary>The least band that holds both.</summary>
    public ProbabilityBand Or(ProbabilityBand other) =>
        new(Ratio.Min(Low, other.Low), High >= other.High ? High : other.High);

    /// <summary>The band with an error more on either side.</summary>
    public ProbabilityBand Widened(Ratio error)
    {
        Ratio low = Low - error;
        Ratio high = High + error;
        return new ProbabilityBand(low < Ratio.Zero ? Ratio.Zero : low, Ratio.Min(high, Ratio.One));
    }

    public bool Contains(Ratio probability) => Low <= probability && probability <= High;

    public override string ToString() => $"{Low} to {High}";
}
